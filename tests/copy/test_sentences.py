"""What a snippet says to its reader, word for word."""

from pathlib import Path
from typing import Any

import jwt
import pytest

import shelf
from problems import report

TOO_LITTLE = (
    "the claims do not tell enough: {'owner': '', 'repository': '', 'workflow_filename': None, 'environment': ''}"
)
ELSEWHERE = "the job runs in a reusable workflow: no publisher fits both the exchange and the upload"
OWN = {"owner": "octo-org", "repository": "sampleproject", "workflow_filename": "release.yml"}
RUN = {"repository": "octo-org/sampleproject", "ref": "refs/tags/v1", "sha": "8843d7f"}
GROUP = {"namespace": "group", "project": "app", "workflow_filepath": "ci.yml", "issuer_url": "https://gitlab.com"}
URI = "gitlab.com/group/app//ci.yml@"
PIPELINE = {"project_path": "group/app", "ref_path": "refs/tags/v1", "ci_config_ref_uri": f"{URI}x"}
PATH = "octo-org/sampleproject/.github/workflows/release.yml@"


@pytest.mark.parametrize(
    ("name", "function", "arguments", "expected"),
    [
        ("token_claims", "token_claims", ["a.b.c"], "not a token: its second part holds no claims"),
        (
            "verified_claims",
            "verified_claims",
            [jwt.encode({}, "x" * 32, headers={"kid": "1"}), [], "", ""],
            "The token is signed with none of these keys",
        ),
        (
            "project_names",
            "normalized",
            ["-a"],
            "'-a': only A-Z, a-z, 0-9, and '.', '_' or '-' between them",
        ),
        ("project_names", "compared", ["aa", "ab"], "different"),
        ("last_publisher", "newest", [[{}]], "no file has an attestation"),
        ("index_audience", "audience_in", ["{}"], "the index names no audience"),
        ("publisher_for", "publisher_for", [{}], ELSEWHERE),
        ("publisher_for", "publisher_for", [{"job_workflow_ref": "//.github/workflows/"}], TOO_LITTLE),
        ("package_fields", "refused", [{"version": "1-final"}], ["'1-final' is invalid for 'version'."]),
        ("package_fields", "refused", [{"license": "?"}], ["'?' is invalid for 'license-expression'."]),
        (
            "package_fields",
            "refused",
            [{"classifiers": ["Natural Language :: Ukranian"]}],
            ["The classifier 'Natural Language :: Ukranian' has been deprecated."],
        ),
        (
            "description_renders",
            "refused",
            ["", "text/html"],
            "'text/html': PyPI knows text/markdown, text/x-rst, text/plain",
        ),
        (
            "compare_github",
            "compare_github",
            [OWN, RUN | {"job_workflow_ref": f"{PATH}x"}],
            {"job_workflow_ref": f"PyPI expects '{PATH}' and the ref of the run, the token has '{PATH}x'"},
        ),
        (
            "compare_github",
            "compare_github",
            [OWN, RUN | {"ref": "", "sha": "", "job_workflow_ref": PATH}],
            {"job_workflow_ref": f"PyPI expects '{PATH}' and the ref of the run, the token has '{PATH}'"},
        ),
        (
            "compare_gitlab",
            "compare_gitlab",
            [GROUP | {"namespace": "GROUP"}, {"project_path": "Group/app"}],
            {"namespace": "only the case differs: PyPI has 'GROUP', the token has 'Group'"},
        ),
        (
            "compare_gitlab",
            "compare_gitlab",
            [GROUP, PIPELINE | {"ref_path": "", "sha": "", "ci_config_ref_uri": URI}],
            {"ci_config_ref_uri": f"PyPI expects '{URI}' and the ref of the run, the token has '{URI}'"},
        ),
        (
            "compare_github",
            "compare_github",
            [OWN | {"owner": "Octo-org", "environment": "pypi"}, RUN],
            {
                "owner": "only the case differs, and it counts: PyPI has 'Octo-org', the token has 'octo-org'",
                "environment": "PyPI has 'pypi', the token has ''",
            },
        ),
        (
            "compare_gitlab",
            "compare_gitlab",
            [GROUP, PIPELINE | {"sub": "project_path:group/application:ref"}],
            {
                "ci_config_ref_uri": f"PyPI expects '{URI}' and the ref of the run, the token has '{URI}x'",
                "sub": "PyPI expects 'project_path:group/app' at the start, "
                "the token has 'project_path:group/application:ref'",
            },
        ),
    ],
)
def test_sentences(name: str, function: str, arguments: list[Any], expected: object) -> None:
    """What a function returns or raises reads like this."""
    with shelf.blamed(name, function):
        try:
            said = getattr(shelf.loaded(name), function)(*arguments)
        except (ValueError, jwt.PyJWTError) as error:
            said = str(error)
    if expected != said:
        line = shelf.line_of(name, f"def {function}")
        report(shelf.named(name, line, f"{function}: {said!r}, expected {expected!r}"))


@pytest.mark.parametrize(
    ("name", "file", "held", "status", "expected"),
    [
        (
            "job_asks",
            "a.yml",
            "permissions: write-all\njobs: {a: {}, b: {permissions: {}}}",
            0,
            "a: Workflow name: a.yml  Environment name: (Any)\nb: no permission id-token: write\n",
        ),
        (
            "file_names",
            "a.toml",
            '[project]\nname = "a"\nversion = "1+b"',
            1,
            "The use of local versions in '1+b' is not allowed.\n",
        ),
        ("description_renders", "README.md", "", 0, "PyPI accepts the description as text/markdown.\n"),
        ("description_renders", "README.rst", "", 0, "PyPI accepts the description as text/x-rst.\n"),
        ("package_fields", "a.toml", "[project]\n", 0, "PyPI accepts the version, the license and the classifiers.\n"),
    ],
)
def test_what_is_printed(name: str, file: str, held: str, status: int, expected: str, tmp_path: Path) -> None:
    """What the program prints of a file, and how it ends."""
    (tmp_path / file).write_text(held)
    ran = shelf.forked(name, file, cwd=tmp_path)
    if (status, expected) != (ran.returncode, ran.stdout + ran.stderr):
        shelf.fail(name, shelf.line_of(name, "if __name__"), f"{ran.returncode}, {ran.stdout}{ran.stderr}")


@pytest.mark.parametrize("fields", ['name = 1\nversion = "1"', 'name = "a"\nversion = 1'])
def test_a_name_that_is_no_string(fields: str, tmp_path: Path) -> None:
    """A number in the place of the name or the version can't be used, and ends in one line as well."""
    (tmp_path / "a.toml").write_text(f"[project]\n{fields}")
    ran = shelf.forked("file_names", "a.toml", cwd=tmp_path)
    if (2, 1) != (ran.returncode, ran.stderr.count("\n")):
        shelf.fail("file_names", shelf.line_of("file_names", "if __name__"), f"{ran.returncode}, {ran.stderr}")
