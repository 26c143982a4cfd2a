"""The AKE team's queue of peer-learning trips over a real store: from a new request to paid costs."""

from __future__ import annotations

from bot.domain.trips import TripState
from bot.texts import texts_of
from tests.support.journeys import AKE_CHANNEL, HELMI, MAURI, Journey

FI = texts_of("fi")


def button(name: str) -> str:
    return FI(f"queue_button.{name}")


async def test_dump(journey: Journey) -> None:
    offer = await journey.offer("Iisalmi", "self_service")
    await journey.offer("Kuopio", "self_service")
    trip = await journey.requested(themes=("self_service", "game_clubs"))
    await journey.tick()
    new = journey.cards(AKE_CHANNEL)[-1]
    import json

    print(
        json.dumps([x.get("text", x.get("type")) for x in new["body"]], ensure_ascii=False, indent=0),
        [a["title"] for a in new["actions"]],
    )
    card = await journey.press(HELMI, new, button("take"))
    print(card.text, "\n-----")
    late = await journey.press(MAURI, new, button("take"))
    print(late.text, "\n-----")
    print((await journey.say(HELMI, "jono")).text, "\n-----")
    print((await journey.say(HELMI, "jono", channel=True)).text, "\n-----")
    form = await journey.press(HELMI, card, button("ask"))
    print(
        form.text,
        json.dumps([x for x in form.card["body"] if x["type"].startswith("Input")], ensure_ascii=False),
        "\n-----",
    )
    card = await journey.press(HELMI, form, button("ask_host"), offers=str(offer.id), said="Olisiko joulukuu hyvä?")
    print(card.text, "\n-----")
    more = await journey.press(HELMI, card, button("more"))
    print(more.text)
    form = await journey.press(HELMI, more, button("find"))
    card = await journey.press(HELMI, form, button("find_host"), host="Kuopio", contact="Kaisa Mallikas")
    print(card.text)
    form = await journey.press(HELMI, card, button("agree"))
    print(form.text)
    day = dict(day="2026-12-05", starts="09:00", ends="15.00", contact="Kaisa Mallikas", plan="Tavataan ovella")
    warned = await journey.press(HELMI, form, button("save_agree"), **day)
    print(warned.text)
    card = await journey.press(HELMI, warned, button("agree_anyway"), **day)
    print(card.text)
    assert (await journey.trip(trip.id)).state is TripState.AGREED
    for x in await journey.tick(minutes=3):
        print(x)
    print((await journey.say(HELMI, "isäntätarjoukset")).text)
