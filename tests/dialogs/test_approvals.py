"""A second pair of eyes over a real store: asked, heard by the others, approved, returned, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.domain.announcements import AnnouncementState
from bot.domain.conversation import Person, Reply
from bot.domain.outbox import Delivery, Outcome
from bot.domain.roles import Member
from bot.services.team import Team
from storage.store import SqlStore
from tests.dialogs.test_announcements import AKE, FI, WRITTEN, Desk, Service, buttons_of, data_of, titles_of
from tests.support.talk import AINO, Talk

OTHER = Person("29:toinen", "Toinen Esimerkki", "AAD-ake")
TOMORROW = {"day": "2027-09-16", "time": "09:00"}


@pytest.fixture
async def desk(talk: Talk, store: SqlStore) -> Desk:
    """Two members of the team whom the bot can reach, and a colleague who is none."""
    desk = Desk(talk, store, Service())
    for person in (AINO, AKE, OTHER):
        await desk.say("hei", person)
    return desk


async def proposed(desk: Desk, **fields: str) -> Reply:
    """What the author sees after asking for approval, and the others have heard it."""
    asked = await desk.press(await desk.written(**fields), FI("button.news_propose"))
    await desk.deliver()
    return asked


def heard(desk: Desk, person: Person) -> list[Reply]:
    """What somebody was sent unasked."""
    return [reply for (thread, _), reply in desk.service.seen.items() if thread.startswith(f"{person.id};")]


async def state_of(desk: Desk, card: Reply) -> AnnouncementState:
    async with desk.store.begin() as uow:
        found = await uow.announcements.by_id(data_of(card)["id"])
    assert found is not None
    return found.state


async def test_the_others_see_what_recipients_would_and_one_of_them_lets_it_leave(desk: Desk) -> None:
    asked = await proposed(desk)
    assert FI("approval.asked") in asked.text
    assert FI("button.news_approve") not in titles_of(asked)
    assert (heard(desk, AKE), heard(desk, AINO)) == ([], [])
    (card,) = heard(desk, OTHER)
    preview = await desk.written()
    assert card.card["body"][:3] == preview.card["body"][:3], "as recipients will see it"
    assert FI.count("news.everybody", 3) in card.text
    assert FI("news.goes_approved") in card.text
    approved = await desk.press(card, FI("button.news_approve"), OTHER)
    assert FI("approval.done") in approved.text
    await desk.deliver()
    for person in (AINO, AKE, OTHER):
        assert [one.summary for one in heard(desk, person)].count("Tiedote: Liboppi päivittyy") == 1
    assert FI("approval.approved", title="Liboppi päivittyy") in heard(desk, AKE)[-1].text + heard(desk, AKE)[0].text
    again = await desk.press(card, FI("button.news_approve"), OTHER)
    assert FI("approval.refused.not_waiting") in again.text


async def test_who_asked_and_who_approved_is_recorded(desk: Desk) -> None:
    await proposed(desk)
    await desk.press(heard(desk, OTHER)[0], FI("button.news_approve"), OTHER)
    async with desk.store.begin() as uow:
        latest = await uow.team.latest(9)
    assert [(one.who, one.what) for one in latest] == [
        (OTHER.id, "announcement_sent"),
        (OTHER.id, "announcement_approved"),
        (AKE.id, "approval_asked"),
        (AKE.id, "draft_saved"),
    ]
    assert json.loads(latest[1].data) == {"id": 1, "version": 1, "title": "Liboppi päivittyy"}


async def test_nobody_approves_their_own_even_by_a_forged_press(desk: Desk) -> None:
    asked = await proposed(desk)
    data = {**data_of(asked), "do": "news_approve", "version": 1}
    refused = await desk.press_data(data)
    assert FI("approval.refused.own") in refused.text
    assert await state_of(desk, asked) is AnnouncementState.PROPOSED
    assert FI("allowed.announce") in (await desk.press_data(data, AINO)).text
    await desk.deliver(hours=1)
    assert heard(desk, AINO) == []


async def test_whoever_changed_it_last_is_the_author(desk: Desk) -> None:
    asked = await proposed(desk)
    form = await desk.press(heard(desk, OTHER)[0], FI("button.news_edit"), OTHER)
    changed = await desk.press(form, FI("button.preview"), OTHER, **{**WRITTEN, "text": "Toisin."})
    assert await state_of(desk, asked) is AnnouncementState.DRAFT
    await desk.press(changed, FI("button.news_propose"), OTHER)
    await desk.deliver()
    (card,) = heard(desk, AKE)
    assert "Toisin." in card.text
    data = next(one["data"] for one in buttons_of(card.card) if one["title"] == FI("button.news_approve"))
    assert FI("approval.refused.own") in (await desk.press_data(data, OTHER)).text
    await desk.press_data(data, AKE)
    assert await state_of(desk, asked) is AnnouncementState.SCHEDULED


async def test_what_was_changed_after_it_was_seen_is_not_approved(desk: Desk) -> None:
    asked = await proposed(desk)
    (old,) = heard(desk, OTHER)
    form = await desk.press(asked, FI("button.news_edit"))
    preview = await desk.press(form, FI("button.preview"), **{**WRITTEN, "text": "Uusi teksti."})
    refused = await desk.press(old, FI("button.news_approve"), OTHER)
    assert FI("approval.refused.not_waiting") in refused.text
    await desk.press(preview, FI("button.news_propose"))
    refused = await desk.press(old, FI("button.news_approve"), OTHER)
    assert FI("approval.refused.changed") in refused.text
    assert "Uusi teksti." in refused.text
    assert await state_of(desk, asked) is AnnouncementState.PROPOSED
    await desk.press(refused, FI("button.news_approve"), OTHER)
    assert await state_of(desk, asked) is AnnouncementState.SCHEDULED


async def test_a_request_that_was_changed_before_it_was_sent_is_not_sent(desk: Desk) -> None:
    asked = await desk.press(await desk.written(), FI("button.news_propose"))
    form = await desk.press(asked, FI("button.news_edit"))
    await desk.press(form, FI("button.preview"), **WRITTEN)
    await desk.deliver()
    assert heard(desk, OTHER) == []


async def test_it_is_returned_with_a_reason_that_its_author_hears(desk: Desk) -> None:
    asked = await proposed(desk)
    returned = await desk.press(
        heard(desk, OTHER)[0], FI("button.news_give_back"), OTHER, reason=" Päivä on *väärin*. "
    )
    assert FI("approval.given_back") in returned.text
    await desk.deliver()
    (word,) = heard(desk, AKE)
    assert FI("approval.reason", reason="Päivä on *väärin*.") in word.text
    opened = await desk.press(word, FI("button.open_news", title="Liboppi päivittyy"))
    assert await state_of(desk, asked) is AnnouncementState.DRAFT
    desk.talk.wait(minutes=5)
    await desk.press(opened, FI("button.news_propose"))
    await desk.deliver()
    assert len(heard(desk, OTHER)) == 2, "asked again, it is heard again"


async def test_the_author_takes_the_request_back(desk: Desk) -> None:
    asked = await proposed(desk)
    taken = await desk.press(asked, FI("button.news_take_back"))
    assert FI("approval.taken_back") in taken.text
    await desk.deliver()
    assert heard(desk, AKE) == []
    await desk.press(taken, FI("button.news_send"))
    await desk.deliver()
    assert len(heard(desk, AINO)) == 1


async def test_its_moment_is_kept_when_it_is_approved_before(desk: Desk) -> None:
    await proposed(desk, **TOMORROW)
    (card,) = heard(desk, OTHER)
    await desk.press(card, FI("button.news_approve_schedule"), OTHER)
    await desk.deliver(hours=22)
    assert heard(desk, AINO) == []
    assert FI("news.goes_at", when="torstaina 16.9. klo 9.00") in heard(desk, AKE)[0].text
    await desk.deliver(hours=23)
    await desk.deliver(hours=24)
    assert len(heard(desk, AINO)) == 1


async def test_a_moment_that_passed_before_the_approval_takes_a_new_one(desk: Desk) -> None:
    asked = await proposed(desk, **TOMORROW)
    (card,) = heard(desk, OTHER)
    desk.talk.wait(hours=23)
    refused = await desk.press(card, FI("button.news_approve_schedule"), OTHER)
    assert FI("approval.refused.past") in refused.text
    await desk.deliver()
    await desk.deliver()
    (word,) = heard(desk, AKE)
    assert FI("approval.lapsed", title="Liboppi päivittyy", when="torstaina 16.9. klo 9.00") in word.text
    assert FI("news.trouble.lapsed") in (await desk.say("tiedotteet")).text
    assert await state_of(desk, asked) is AnnouncementState.DRAFT
    assert heard(desk, AINO) == []


async def test_where_there_is_nobody_else_the_card_says_so_and_it_can_be_sent(talk: Talk, store: SqlStore) -> None:
    desk = Desk(talk, store, Service())
    alone = await desk.press(await desk.written(), FI("button.news_propose"))
    assert FI("approval.nobody_else") in alone.text
    assert FI("button.news_send") in titles_of(alone)
    assert await state_of(desk, alone) is AnnouncementState.DRAFT


async def test_those_that_wait_are_listed_under_their_own_heading(desk: Desk) -> None:
    asked = await proposed(desk)
    listed = await desk.say("tiedotteet", OTHER)
    assert FI("news.state.proposed") in listed.text
    opened = await desk.press(listed, FI("button.open_news", title="Liboppi päivittyy"), OTHER)
    assert {FI("button.news_approve"), FI("button.news_give_back")} <= set(titles_of(opened))
    own = await desk.press(await desk.say("tiedotteet"), FI("button.open_news", title="Liboppi päivittyy"))
    assert titles_of(own) == titles_of(asked)


async def test_a_correction_is_approved_too(desk: Desk) -> None:
    report = await desk.sent()
    form = await desk.press(report, FI("button.news_correct"))
    preview = await desk.press(form, FI("button.preview"), title="Liboppi päivittyy", text="Vasta perjantaina.")
    await desk.press(preview, FI("button.news_propose"))
    await desk.deliver()
    card = heard(desk, OTHER)[-1]
    assert FI("news.from_corrected", day="15.9.") in card.text
    await desk.press(card, FI("button.news_approve_update"), OTHER)
    await desk.deliver()
    assert "Vasta perjantaina." in heard(desk, AINO)[0].text


async def test_a_change_of_what_left_while_it_waited_is_a_correction(desk: Desk) -> None:
    scheduled = await desk.press(await desk.written(**TOMORROW), FI("button.news_schedule"))
    form = await desk.press(scheduled, FI("button.news_edit"))
    changed = await desk.press(form, FI("button.preview"), **{**WRITTEN, **TOMORROW, "text": "Muutettu."})
    await desk.press(changed, FI("button.news_propose"))
    await desk.deliver()
    (card,) = heard(desk, OTHER)
    await desk.deliver(days=1)
    assert "näkymä" in heard(desk, AINO)[0].text
    desk.talk.wait(days=1)
    await desk.press(card, FI("button.news_approve_schedule"), OTHER)
    await desk.deliver()
    (shown,) = heard(desk, AINO)
    assert "Muutettu." in shown.text


async def test_somebody_who_left_the_team_meanwhile_hears_nothing(desk: Desk) -> None:
    added, team = Person("29:lisatty", "Lisätty Esimerkki"), Team(["aad-ake"])
    await desk.say("hei", added)
    said, member = replace(desk.talk.incoming(), person=AKE), Member(added.id, added.name)
    async with desk.store.begin() as uow:
        await team.add(uow, said, member)
    desk.service.answer = lambda to: Delivery(Outcome.LATER, "http_429")
    await proposed(desk)
    async with desk.store.begin() as uow:
        await team.remove(uow, said, member)
    desk.service.answer = lambda to: None
    await desk.deliver(minutes=5)
    assert len(heard(desk, OTHER)) == 1
    assert heard(desk, added) == []


async def test_an_announcement_that_could_not_leave_in_time_is_told_to_whoever_scheduled_it(desk: Desk) -> None:
    scheduled = await desk.press(await desk.written(**TOMORROW), FI("button.news_schedule"))
    await desk.deliver(days=5)
    await desk.deliver(days=5)
    (word,) = heard(desk, AKE)
    assert FI("approval.late", title="Liboppi päivittyy", when="torstaina 16.9. klo 9.00") in word.text
    assert heard(desk, OTHER) == []
    listed = await desk.say("tiedotteet", OTHER)
    assert FI("news.trouble.late") in listed.text
    desk.talk.wait(days=5)
    opened = await desk.press_data({**data_of(scheduled), "do": "news_open"})
    form = await desk.press(opened, FI("button.news_edit"))
    preview = await desk.press(form, FI("button.preview"), **WRITTEN)
    assert FI("news.trouble.late") not in preview.text
    await desk.press(preview, FI("button.news_send"))
    await desk.deliver()
    assert len(heard(desk, AINO)) == 1


async def test_one_sent_at_once_that_could_not_leave_can_be_sent_again_as_it_is(desk: Desk) -> None:
    left = await desk.press(await desk.written(), FI("button.news_send"))
    await desk.deliver(days=3)
    desk.talk.wait(days=3)
    draft = await desk.press_data({**data_of(left), "do": "news_open"})
    await desk.press(draft, FI("button.news_send"))
    await desk.deliver()
    assert len(heard(desk, AINO)) == 1


async def test_when_its_author_cannot_be_reached_the_team_hears_it(desk: Desk) -> None:
    await desk.press(await desk.written(**TOMORROW), FI("button.news_schedule"))
    async with desk.store.begin() as uow:
        author = await uow.recipients.by_account(AKE.id)
        assert author is not None
        await uow.recipients.lost(author.id, "ConversationBlockedByUser")
    await desk.deliver(days=5)
    assert (len(heard(desk, OTHER)), heard(desk, AKE), heard(desk, AINO)) == (1, [], [])


async def test_what_was_returned_is_told_to_nobody_but_its_author(desk: Desk) -> None:
    await proposed(desk)
    async with desk.store.begin() as uow:
        author = await uow.recipients.by_account(AKE.id)
        assert author is not None
        await uow.recipients.lost(author.id, "ConversationBlockedByUser")
    await desk.press(heard(desk, OTHER)[0], FI("button.news_give_back"), OTHER)
    await desk.deliver()
    assert (len(heard(desk, OTHER)), heard(desk, AKE)) == (1, [])


async def test_whoever_lets_the_bot_forget_them_cannot_approve_what_they_wrote(desk: Desk) -> None:
    asked = await proposed(desk)
    approve = {**data_of(asked), "do": "news_approve"}
    await desk.press_data({"do": "me_forget"}, AKE)
    assert FI("approval.refused.nobodys") in (await desk.press_data(approve, AKE)).text
    assert await state_of(desk, asked) is AnnouncementState.PROPOSED


async def test_a_correction_of_what_was_withdrawn_meanwhile_is_not_said_to_leave(desk: Desk) -> None:
    report = await desk.sent()
    form = await desk.press(report, FI("button.news_correct"))
    preview = await desk.press(form, FI("button.preview"), title="Liboppi päivittyy", text="Uusi")
    asked = await desk.press(preview, FI("button.news_propose"))
    await desk.press(await desk.press(report, FI("button.news_ask_withdraw")), FI("button.news_withdraw"))
    refused = await desk.press_data({**data_of(asked), "do": "news_approve", "version": 1}, OTHER)
    assert FI("approval.refused.withdrawn") in refused.text
    await desk.deliver()
    assert FI("approval.approved", title="Liboppi päivittyy") not in "".join(one.text for one in heard(desk, AKE))
