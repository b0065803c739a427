"""Publishers of every provider, as Hypothesis makes them up; samples.TOKEN_FOR makes a token that each accepts."""

from hypothesis import strategies as st

NAME = st.from_regex(r"[a-z0-9][a-z0-9-]{1,12}[a-z0-9]", fullmatch=True)
FILE = st.from_regex(r"[a-z0-9_-]{1,12}\.ya?ml", fullmatch=True)
ENVIRONMENT = st.sampled_from(["", "pypi", "release", "prod/eu"])
ID = st.integers(1, 10**9).map(str)

ANY_PUBLISHER = st.one_of(
    st.fixed_dictionaries(
        {"provider": st.just("github"), "owner": NAME, "repository": NAME, "owner_id": ID,
         "workflow_filename": FILE, "environment": ENVIRONMENT}
    ),
    st.fixed_dictionaries(
        {"provider": st.just("gitlab"), "namespace": NAME, "project": NAME, "workflow_filepath": FILE,
         "environment": ENVIRONMENT, "issuer_url": st.just("https://gitlab.com")}
    ),
    st.fixed_dictionaries(
        {"provider": st.just("google"), "email": NAME.map("{}@sample.iam.gserviceaccount.com".format),
         "sub": st.sampled_from(["", "42"])}
    ),
    st.fixed_dictionaries(
        {"provider": st.just("activestate"), "organization": NAME, "project": NAME, "actor": NAME, "actor_id": ID}
    ),
)  # fmt: skip
