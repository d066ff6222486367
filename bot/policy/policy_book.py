"""All merchants' policies, and the one question that is put to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import BadInput
from bot.policy.answer import MerchantPolicy
from bot.policy.decide import decide
from bot.policy.decision import Decision
from bot.policy.explanation import Explanation, explain
from bot.policy.merchant import Merchant
from bot.policy.request import Request


@dataclass(frozen=True)
class PolicyBook:
    """The policies as loaded; a book never changes, a new one takes its place."""

    policies: Mapping[str, MerchantPolicy]

    @property
    def merchants(self) -> Mapping[str, Merchant]:
        """The merchants by id."""
        return {name: policy.merchant for name, policy in self.policies.items()}

    def decide(self, request: Request) -> Decision:
        """Decide a request by the policy of its merchant.

        Raises:
            BadInput: there is no such merchant, or a fact cannot be read.
        """
        return decide(self.policy_of(request.merchant), request)

    def explain(self, request: Request) -> Explanation:
        """Decide a request and explain each clause; raises BadInput as `decide` does."""
        return explain(self.policy_of(request.merchant), request)

    def policy_of(self, merchant: str) -> MerchantPolicy:
        """Return a merchant's policy; raises BadInput for a merchant that is not known."""
        if merchant not in self.policies:
            known = ", ".join(sorted(self.policies))
            raise BadInput(f"Merchant '{merchant}' is unknown. Use one of: {known}.")
        return self.policies[merchant]
