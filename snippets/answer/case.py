"""A case: everything that is known for one diagnosis, and what follows from it directly."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol

from catalogue import PROVIDERS
from catalogue.entries import Certainty
from evidence.log import Log
from evidence.token import Token, known_provider
from pypi.decision import Decision
from pypi.provider import Claims, Publisher


class Finding(Protocol):
    """What `read_workflow` finds in a file: the cause, the line that shows it, and how certain it is."""

    @property
    def cause(self) -> str:
        """The cause's id."""

    @property
    def line(self) -> int | None:
        """The line, if the finding has one."""

    @property
    def certainty(self) -> Certainty:
        """How certain the finding is."""


class Case:
    """The input for one diagnosis. Each part may be missing.

    `claims` are a token's and override those in the log; `publishers` are as `read_publishers` returns them; `findings`
    are `read_workflow`'s; `index`, `pypi` or `testpypi`, overrides the one that the log names.
    """

    def __init__(
        self,
        log: Log | None = None,
        publishers: Sequence[Publisher] = (),
        claims: Claims | None = None,
        findings: Sequence[Finding] = (),
        index: str | None = None,
    ) -> None:
        self.log, self.publishers, self.claims, self.findings = log, publishers, claims, findings
        self.index = index or (log.index if log else None)

    @cached_property
    def provider(self) -> str | None:
        """The provider that the claims show; otherwise that of the publishers, of the client or of the CI service."""
        provider = known_provider(self.known_claims or {}, self.publishers, self.log.client if self.log else None)
        return provider or (self.log.service if self.log and self.log.service in PROVIDERS else None)

    @property
    def other_service(self) -> str | None:
        """The CI service that the log shows, if PyPI has no publishers for it."""
        service = self.log.service if self.log else None
        return service if service and service not in PROVIDERS else None

    @property
    def known_claims(self) -> Claims | None:
        """The claims, whether given or read from the log."""
        return self.claims or (self.log.claims if self.log else None)

    @cached_property
    def token(self) -> Token | None:
        """The token, if any of its claims is known."""
        return Token(self.known_claims, self.provider) if self.known_claims else None

    @cached_property
    def own(self) -> list[Publisher]:
        """The publishers of the token's provider."""
        return [publisher for publisher in self.publishers if publisher["provider"] == self.provider]

    @cached_property
    def decided(self) -> tuple[Decision | None, list[str]]:
        """PyPI's decision (None if too little is known), and the claims whose values the decision assumes.

        `matched_publisher` is a position among all publishers of the case.
        """
        if not (self.token and self.provider and self.own):
            return None, []
        decision, assumed = self.token.decide(self.own)
        if decision and decision.matched_publisher is not None:
            matched: Any = self.own[decision.matched_publisher]
            decision = decision._replace(matched_publisher=list(self.publishers).index(matched))
        return decision, assumed
