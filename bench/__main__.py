"""Runs every measurement and prints it beside its goal; about two minutes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench import answering, authenticated, feedback, matching, outbox, sending, startup, turns, while_sending
from bench.processes import demo_environment
from bot.understanding.morphology.voikko import Libvoikko, open_dictionary

QUESTIONS = Path(__file__).with_name("questions.txt").read_text(encoding="utf-8").splitlines()


def main() -> None:
    """Print the report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = demo_environment(folder)
        measured = turns.measure(env, QUESTIONS)
        _print_turns(measured)
        _print_checked(authenticated.measure(env, QUESTIONS))
        _print_goal("ready for a question after serve", startup.measure(env), 3.0, "s")
        _print_costs(answering.measure(folder, QUESTIONS))
        _print_pace(sending.measure(folder))
        _print_ticks(outbox.measure(folder))
        _print_feedback(feedback.measure(folder))
        _print_matching(matching.measure(folder))
        _print_meanwhile(while_sending.measure(env, QUESTIONS))
    _print_memory(measured.memory)


def _print_turns(measured: turns.SideBySide) -> None:
    print(f"{f'{turns.CLIENTS} clients':34}{'turns/s':>9}{'median ms':>11}{'p99 ms':>9}{'processor ms':>14}")
    for name, speed in (
        ("this bot's full answer", measured.ours),
        ("bare echo of the SDK 4.17.1", measured.sdk),
        ("plain aiohttp echo", measured.plain),
    ):
        processor = "not told" if speed.processor is None else f"{speed.processor:.2f}"
        print(f"{name:34}{speed.turns:9.0f}{speed.median:11.1f}{speed.p99:9.1f}{processor:>14}")
    _print_goal("this bot to the SDK's echo", measured.ours.times(measured.sdk), 8.0, "times", least=True)
    print(f"this bot to the plain echo: {measured.ours.times(measured.plain):.2f} times (no goal)")
    if measured.ours.processor and measured.sdk.processor:
        ratio = measured.sdk.processor / measured.ours.processor
        print(f"the SDK's processor time for a turn to this bot's: {ratio:.2f} times (no goal)")


def _print_checked(turns: authenticated.Checked) -> None:
    print(f"a turn: {turns.plain:.1f} ms without authentication, {turns.checked:.1f} ms with RS256 tokens (no goal)")
    if turns.processor:
        plain, checked = turns.processor
        print(f"its processor time: {plain:.2f} ms without, {checked:.2f} ms with (no goal)")
    _print_goal("an authenticated turn to one without", turns.times, 1.25, "times")


def _print_costs(costs: answering.Costs) -> None:
    _print_goal("understanding, p95", costs.understanding_p95, 1.0, "ms")
    print(f"an answer over {answering.SMALL} events: {costs.answer_small:.2f} ms (no goal)")
    print(f"an answer over {answering.LARGE} events: {costs.answer_large:.2f} ms (no goal)")
    ratio = costs.answer_large / costs.answer_small
    _print_goal(f"{answering.LARGE} events to {answering.SMALL}", ratio, 1.3, "times")


def _print_pace(pace: sending.Pace) -> None:
    _print_goal(f"{sending.FIRST} people reminded after", pace.first, 6.0, "s")
    _print_goal(f"reminders a second over {sending.PEOPLE} people", pace.rate, 40.0, "a second", least=True)
    _print_goal("refused by the service's limits", pace.refused, 0, "sendings")


def _print_ticks(ticks: outbox.Ticks) -> None:
    many = f"{outbox.ENDED} ended notices and {outbox.PEOPLE} people to few"
    for name, (few, much) in (("a tick with nothing due", ticks.idle), ("a tick that reminds 20", ticks.sending)):
        print(f"{name}: {few:.2f} ms over few, {much:.2f} ms over many (no goal)")
        _print_goal(f"{name}, {many}", much / few, 1.3, "times")


def _print_feedback(costs: feedback.Feedback) -> None:
    what = f"a summary of {feedback.OF_ONE} answers"
    print(f"{what} among {feedback.FEW}: {costs.event_few:.0f} ms (no goal)")
    _print_goal(f"{what} among {feedback.IN_ALL}", costs.event_many, 300.0, "ms")
    _print_goal(f"{what}, among {feedback.IN_ALL} to {feedback.FEW}", costs.event_many / costs.event_few, 1.5, "times")
    _print_goal(f"a summary of a term of {feedback.IN_ALL} answers", costs.term, 300.0, "ms")
    _print_goal(f"a year's file of {feedback.IN_ALL} answers", costs.file_seconds, 5.0, "s")
    _print_goal("memory that the file takes at most", costs.file_megabytes, 20.0, "MB")


def _print_matching(costs: matching.Matching) -> None:
    what = f"hosts for a trip among {matching.OPEN} open requests and {matching.OFFERS} offers"
    print(f"{what}, the first after a start: {costs.first:.1f} ms (no goal)")
    _print_goal(f"{what}, p95", costs.later_p95, 50.0, "ms")


def _print_meanwhile(turns: while_sending.Turns) -> None:
    print(f"a turn: {turns.idle:.2f} ms idle, {turns.sending:.2f} ms while {turns.sent} reminders were sent (no goal)")
    _print_goal("a turn while sending to an idle one", turns.sending / turns.idle, 3.0, "times")


def _print_memory(measured: tuple[float | None, float | None]) -> None:
    """The goal is for the system's dictionary: the other one, in pure Python, takes 200 MB by itself."""
    begun, ended = measured
    if begun is None or ended is None:
        print("memory: this system does not tell")
        return
    small = isinstance(open_dictionary(), Libvoikko)
    name = "libvoikko" if small else "pyvoikko"
    print(f"memory with {name}, at first: {begun:.0f} MB (no goal)")
    if small:
        _print_goal(f"memory with {name}, after the questions", ended, 200.0, "MB")
    else:
        print(f"memory with {name}, after the questions: {ended:.0f} MB (the goal is for libvoikko)")


def _print_goal(name: str, measured: float, goal: float, unit: str, *, least: bool = False) -> None:
    held = measured >= goal if least else measured <= goal
    bound = "at least" if least else "at most"
    print(f"{name}: {measured:.2f} {unit} ({bound} {goal:g}: {'held' if held else 'NOT HELD'})")


if __name__ == "__main__":
    main()
