"""Reminders in the conversation, over the real store: what is said, what is heard, and what is then kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.conversation import Person, Reply
from bot.domain.intervals import midnight
from bot.domain.reminders import Lead, Scope, Subscription
from bot.texts import texts_of
from dialogs.reminder_buttons import ReminderButtons
from storage.store import SqlStore
from tests.support.drafts import helsinki
from tests.support.talk import Talk

FI = texts_of("fi")


async def kept(store: SqlStore, account: str = "29:aino") -> list[Subscription]:
    async with store.begin() as uow:
        person = await uow.recipients.by_account(account)
        return await uow.recipients.subscriptions(person.id) if person else []


def button(reply: Reply, key: str) -> dict[str, Any]:
    data: dict[str, Any] = next(a["data"] for a in reply.card["actions"] if a["title"] == FI(f"button.{key}"))
    return data


def heading(reply: Reply) -> str:
    return str(reply.card["body"][0]["text"])


async def test_an_event_by_its_topic(talk: Talk, store: SqlStore) -> None:
    reply = await talk.say("muistuta minua pakohuonetyöpajasta tuntia ennen")
    (subscription,) = await kept(store)
    assert (heading(reply), subscription.scope, subscription.leads) == (
        FI("reminders.set_event"),
        Scope.EVENT,
        frozenset({Lead.HOUR}),
    )


async def test_a_series_in_the_plural_is_the_series_and_in_the_singular_its_next_event(
    talk: Talk, store: SqlStore
) -> None:
    reply = await talk.say("muistuta minua digivarteista edellisenä työpäivänä")
    assert heading(reply) == FI("reminders.set_series", series="Digivartit")
    assert await kept(store) == [Subscription(Scope.SERIES, "Digivartit", frozenset({Lead.WORKDAY_BEFORE}))]
    await talk.say("muistuta minua digivartista varttia ennen")
    event, series = await kept(store)
    assert (event.scope, event.leads) == (Scope.EVENT, frozenset({Lead.QUARTER, Lead.WORKDAY_BEFORE}))
    assert series.scope is Scope.SERIES


async def test_everything(talk: Talk, store: SqlStore) -> None:
    await talk.say("muistuta minua kaikista tilaisuuksista samana aamuna")
    assert await kept(store) == [Subscription(Scope.ALL, "", frozenset({Lead.MORNING}))]


async def test_of_several_events_none_is_set_before_one_is_chosen(talk: Talk, store: SqlStore) -> None:
    reply = await talk.say("muistuta minua lokakuun tilaisuuksista tuntia ennen")
    assert heading(reply) == FI("reminders.choose")
    assert await kept(store) == []
    await talk.press(reply.card["actions"][1]["data"])
    (subscription,) = await kept(store)
    assert (subscription.scope, subscription.leads) == (Scope.EVENT, frozenset({Lead.HOUR}))


async def test_the_button_of_an_answer_sets_a_reminder_of_its_event(talk: Talk, store: SqlStore) -> None:
    answer = await talk.say("Milloin on seuraava digivartti?")
    reply = await talk.press(button(answer, "remind"))
    assert heading(reply) == FI("reminders.set_event")
    assert [one.leads for one in await kept(store)] == [{Lead.HOUR}]
    await talk.press({**button(reply, "save"), "leads": "quarter,morning"})
    assert [one.leads for one in await kept(store)] == [{Lead.QUARTER, Lead.MORNING}]
    await talk.press(button(reply, "stop"))
    assert await kept(store) == []


async def test_all_are_shown_and_changed_on_one_card(talk: Talk, store: SqlStore) -> None:
    assert FI("reminders.list_none") in (await talk.say("mitä muistutuksia mulla on")).text
    await talk.say("muistuta minua digivarteista tuntia ennen")
    await talk.say("muistuta minua kirjavinkkikahveista tuntia ennen")
    own = await talk.say("mitä muistutuksia mulla on")
    fields = [block for block in own.card["body"] if block["type"] == "Input.ChoiceSet"]
    assert [field["value"] for field in fields] == ["hour", "hour"]
    saved = await talk.press({**button(own, "save"), "leads0": "", "leads1": "morning"})
    assert FI("reminders.saved") in saved.text
    assert await kept(store) == [Subscription(Scope.SERIES, "Kirjavinkkikahvit", frozenset({Lead.MORNING}))]


@pytest.mark.parametrize("text", ["lopeta muistutukset", "poista kaikki muistutukset", "stop all my reminders"])
async def test_all_are_stopped(talk: Talk, store: SqlStore, text: str) -> None:
    await talk.say("muistuta minua digivarteista tuntia ennen")
    await talk.say(text)
    assert await kept(store) == []


async def test_one_series_is_stopped(talk: Talk, store: SqlStore) -> None:
    await talk.say("muistuta minua digivarteista tuntia ennen")
    await talk.say("muistuta minua kirjavinkkikahveista tuntia ennen")
    reply = await talk.say("älä muistuta enää digivarteista")
    assert FI("reminders.stopped_series", series="Digivartit") in reply.text
    assert [one.about for one in await kept(store)] == ["Kirjavinkkikahvit"]
    again = await talk.say("älä muistuta enää digivarteista")
    assert FI("reminders.stopped_none_of", what="Digivartit") in again.text


async def test_a_bare_stop_asks_what(talk: Talk, store: SqlStore) -> None:
    await talk.say("muistuta minua digivarteista tuntia ennen")
    assert FI("reminders.stop_asks_which") in (await talk.say("lopeta")).text
    assert len(await kept(store)) == 1


async def test_a_pause_lasts_until_the_end_of_its_last_day(talk: Talk, store: SqlStore) -> None:
    await talk.say("muistuta minua digivarteista tuntia ennen")
    reply = await talk.say("muistutukset tauolle 24.9. asti")
    assert FI("reminders.paused_short", day="24.9.") in reply.text
    async with store.begin() as uow:
        person = await uow.recipients.by_account("29:aino")
    assert person is not None
    assert person.paused_until == midnight(helsinki(2027, 9, 25).date())
    assert FI("reminders.resumed") in (await talk.press(button(reply, "resume"))).text


async def test_a_pause_without_an_end_is_asked_for_one(talk: Talk) -> None:
    form = await talk.say("laita muistutukset tauolle")
    assert heading(form) == FI("reminders.pause_asks_until")
    wrong = await talk.press({**button(form, "pause"), "until": "2027-09-01"})
    assert FI("reminders.pause_error") in wrong.text
    assert wrong.card["body"][-1]["value"] == "2027-09-01", "what was written is kept"
    assert "1.10." in (await talk.press({**button(form, "pause"), "until": "2027-10-01"})).text


async def test_enough_of_one_event_leaves_its_series(talk: Talk, store: SqlStore) -> None:
    await talk.say("muistuta minua digivarteista tuntia ennen")
    event = (await talk.say("Milloin on seuraava digivartti?")).card["actions"][0]["data"]["event"]
    await talk.press({"do": "reminder_enough", "event": event, "language": "fi"})
    assert Subscription(Scope.EVENT, str(event), frozenset({Lead.NEVER})) in await kept(store)
    assert len(await kept(store)) == 2
    await talk.press({"do": "reminder_later", "event": event, "language": "fi"})
    assert Subscription(Scope.EVENT, str(event), frozenset({Lead.QUARTER})) in await kept(store)


async def test_what_is_over_cannot_be_reminded_of(talk: Talk, store: SqlStore) -> None:
    answer = await talk.say("Milloin on seuraava digivartti?")
    talk.wait(days=300)
    reply = await talk.press(button(answer, "remind"))
    assert FI("reminders.only_coming") in reply.text
    assert await kept(store) == []


async def test_one_persons_buttons_touch_no_one_elses_reminders(talk: Talk, store: SqlStore) -> None:
    mine = await talk.say("muistuta minua digivarteista tuntia ennen")
    other = talk.elsewhere("other", Person("29:bo"))
    await other.press(button(mine, "stop"))
    await other.press({"do": "reminder_stop_all"})
    assert len(await kept(store)) == 1


HOSTILE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(["hour", "event", "series", ""]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60)
@given(
    do=st.sampled_from(sorted(ReminderButtons._buttons)),
    data=st.dictionaries(st.sampled_from(["event", "about", "scope", "leads", "of", "leads0", "until"]), HOSTILE),
)
async def test_any_data_of_a_button_is_answered_and_keeps_only_what_there_is(
    talk: Talk, store: SqlStore, do: str, data: dict[str, Any]
) -> None:
    assert (await talk.press({**data, "do": do})).text
    known = {Scope.ALL: {""}, Scope.SERIES: {"Digivartit"}, Scope.EVENT: set(map(str, range(100)))}
    for one in await kept(store):
        assert one.scope in (Scope.EVENT, Scope.ALL) or one.about
        assert one.about in known[one.scope] or one.scope is Scope.SERIES
