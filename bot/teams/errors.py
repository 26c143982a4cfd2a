"""What can go wrong between Teams and the bot."""

from __future__ import annotations


class ActivityError(Exception):
    """The request is not an activity; the message is a sentence for whoever sent it."""


class UnauthorizedError(PermissionError):
    """The request does not prove that the channel sent it."""


class ForbiddenServiceError(Exception):
    """The activity asks for its answer to be sent where this bot must not send."""


class TooManyError(Exception):
    """The sender speaks faster than any person; `wait` is after how many seconds it may speak again."""

    def __init__(self, wait: float) -> None:
        super().__init__("Too many messages.")
        self.wait = wait


class KeysUnavailableError(Exception):
    """The channel's signing keys could not be read, so no token can be checked just now."""


class DeliveryError(Exception):
    """An activity could not be sent.

    `reason` is a short code for the log. `maybe_delivered` is true when the answer of the service was
    lost or unclear: sending again could then double it. `later` is true when the same might work later, after
    `wait` seconds where the service said so. `forbidden` is true when this recipient takes nothing from the bot.
    `unclear` is true of a refusal that may hide that the activity was taken all the same.
    """

    def __init__(
        self,
        reason: str,
        *,
        maybe_delivered: bool = False,
        later: bool = False,
        wait: float | None = None,
        forbidden: bool = False,
        unclear: bool = False,
    ) -> None:
        super().__init__(reason)
        self.wait = wait
        self.forbidden = forbidden
        self.unclear = unclear
        self.reason = reason
        self.maybe_delivered = maybe_delivered
        self.later = later


class TurnFailedError(Exception):
    """The turn ended without an answer, and the channel may deliver it again."""
