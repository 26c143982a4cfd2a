"""Composition root and command line: plugs dialogs and storage into the bot; imported by nobody."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from secrets import token_bytes
from uuid import uuid4

from bot.command_line import EVERYWHERE, LOOPBACK, Command, parser_of
from bot.domain.calendar_entries import CalendarEntry, CalendarTold
from bot.domain.checkup import DatabaseLook, Finding, Tables, Weight
from bot.domain.conversation import Incoming, Person
from bot.domain.errors import BackupRefused, StoreUnavailable
from bot.domain.hands import KEY_BYTES, Hands
from bot.domain.intervals import HELSINKI
from bot.logs import set_up_logging
from bot.secret import hands_of
from bot.services.alerts import Watch
from bot.services.calendar import CalendarCache
from bot.services.calendar_addresses import CalendarAddresses
from bot.services.calendar_import import import_calendar
from bot.services.calendar_sync import CalendarFollowing
from bot.services.demo_calendar import load_demo
from bot.services.desks import BARE_DESKS, Desks
from bot.services.doctor import (
    of_clock,
    of_database,
    of_mailbox,
    of_secret,
    of_settings,
    of_store,
    of_sync,
    of_team,
    of_token,
    told,
)
from bot.services.feedback_desk import FeedbackDesk
from bot.services.feedback_report import YearReport
from bot.services.import_report import report_lines
from bot.services.named_channels import NamedChannel
from bot.services.personal_files import PersonalDesk, PersonalFileAddresses, PersonalFiles
from bot.services.report_access import ReportAddresses, ReportKind, ReportRequest, WriteReport
from bot.services.rosters import RosterReading
from bot.services.sending import Sender, utc_now
from bot.services.shared_calendar import SharedCalendar, Writer
from bot.services.team import Team
from bot.services.trip_desk import TripDesk
from bot.services.trip_files import TripFileAddresses, TripFiles
from bot.services.trip_sheets import TripSheets
from bot.services.usual_reminders import UsualReminders
from bot.settings import ForemanConsent, Settings, SettingsError, check_for_teams, read_settings
from bot.texts import texts_of
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.voikko import open_dictionary
from dialogs.conversation import BotConversation
from dialogs.unasked import render
from storage.migrate import migrate
from storage.store import SqlStore


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the process's exit code."""
    options = parser_of(_COMMANDS, __doc__ or "").parse_args(arguments)
    try:
        settings = read_settings()
    except SettingsError as error:
        return _told(of_settings(error.sentences)) if options.run is doctor else _wrong_settings(error)
    try:
        code: int = asyncio.run(options.run(options, settings))
    except SettingsError as error:
        return _wrong_settings(error)
    except BackupRefused as error:
        print(texts_of("fi")(f"backup.refused.{error.code}"), file=sys.stderr)
        return 1
    except StoreUnavailable as error:
        print(str(error) or texts_of("fi")("error.store_unavailable"), file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.strerror or error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def _wrong_settings(error: SettingsError) -> int:
    print("\n".join(error.sentences), file=sys.stderr)
    return 2


async def serve(options: argparse.Namespace, settings: Settings) -> int:
    """Answer Teams, or with --local a simulator on this machine, until stopped."""
    # The web and Teams are slow to import, and the other commands need neither.
    from bot.identity.certificates import last_day_of
    from bot.scheduling.clock import Clock
    from bot.scheduling.jobs import jobs_of
    from bot.teams.calendar_files import CalendarFileRoute
    from bot.teams.calendar_page import CalendarPage
    from bot.teams.personal_files import PersonalFileRoute
    from bot.teams.reports import Reports
    from bot.teams.routes import MESSENGER, ROSTER_NEWS, ROSTERS, helsinki_now, make_web_app
    from bot.teams.server import Server, end_in_time, running, until_stopped
    from bot.teams.trip_files import TripFileRoute

    set_up_logging()
    host = options.host or (LOOPBACK if options.local else EVERYWHERE)
    port = settings.port if options.port is None else options.port
    root = f"http://{LOOPBACK}:{port}" if options.local else settings.public_url
    async with _traces(settings.otel_exporter_otlp_endpoint), _store(settings) as store:
        team = Team(settings.ake_directory_ids, open_to_all=options.local and not settings.ake_directory_ids)
        hands = hands_of(settings)
        desks = _desks(settings, hands, root)
        conversation, calendars = _conversation(store, team, hands, desks)
        written = report_writer(store, calendars, settings.smallest_group)
        own_files = PersonalFiles(store, hands, settings.kept_for)
        shared = SharedCalendar(store, calendars, Writer(_write_part, _write_calendar))
        app = make_web_app(
            conversation,
            store,
            settings,
            local=options.local,
            reports=Reports(store, team, desks.feedback.addresses, written, helsinki_now),
            trip_files=TripFileRoute(TripFiles(store, _trip_writer), desks.trips.files, helsinki_now),
            personal_files=PersonalFileRoute(own_files, desks.personal.addresses, helsinki_now),
            calendar_files=CalendarFileRoute(shared, store, helsinki_now),
            calendar_page=CalendarPage(shared, helsinki_now),
        )
        await _warm_up(store, calendars)
        server = Server(app, host, port)
        async with running(server), _numbers(store, settings.metrics_port):
            ake_channel = NamedChannel("AKE_CHANNEL_ID", settings.ake_channel_id)
            sender = Sender(
                store,
                calendars,
                app[MESSENGER],
                render,
                team=team,
                hands=hands,
                ake_channel=ake_channel,
                smallest=settings.smallest_group,
                trip_files=desks.trips.files,
            )
            rosters = RosterReading(store, app[ROSTERS], app[ROSTER_NEWS], utc_now)
            announcements = NamedChannel("ANNOUNCEMENT_CHANNEL_ID", settings.announcement_channel_id)
            usual = UsualReminders(store, announcements, ake_channel, utc_now)
            watch = Watch(store, ake_channel, None if options.local else last_day_of(settings), utc_now)
            async with _following(settings, store, calendars, ake_channel) as calendar:
                jobs = jobs_of(store, calendars, sender, rosters, usual, watch, settings.kept_for, calendar)
                async with Clock(jobs):
                    await until_stopped()
                    end_in_time()
                    await server.refuse()
                    sender.stop()
            await sender.give_back()
    return 0


async def import_file(options: argparse.Namespace, settings: Settings) -> int:
    """Bring a calendar file in and say what changed; a file with errors changes nothing."""
    from bot.files import read_calendar

    texts = texts_of("fi")
    now = datetime.now(HELSINKI)
    file = await asyncio.to_thread(read_calendar, options.file)
    async with _store(settings) as store, store.begin() as uow:
        report = await import_calendar(uow, file, now, dry_run=options.dry_run)
    print("\n".join(report_lines(texts, report, now, dry_run=options.dry_run)))
    return 1 if report.problems else 0


async def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer questions on the terminal: the one given, or with - each line of the input."""
    questions = filter(str.strip, sys.stdin) if options.question == "-" else [options.question]
    now = options.at or datetime.now(HELSINKI)
    run = uuid4().hex
    async with _store(settings) as store:
        conversation, _ = _conversation(store, Team(), Hands(token_bytes(KEY_BYTES)), keeps_questions=False)
        for number, question in enumerate(questions):
            person = Person("terminal")
            said = Incoming(str(number), f"terminal-{run}-{number}", person, now, question.strip())
            reply = await conversation.on_message(said)
            await conversation.on_unanswered(said)
            print(reply.text if reply else "")
            if options.question == "-":
                print()
    return 0


async def demo(options: argparse.Namespace, settings: Settings) -> int:
    """Load the demo calendar, whose dates follow today."""
    async with _store(settings) as store, store.begin() as uow:
        changed = await load_demo(uow, datetime.now(HELSINKI))
    print(texts_of("fi")("demo.loaded", n=changed))
    return 0


async def migrate_only(options: argparse.Namespace, settings: Settings) -> int:
    """Bring the database to the newest form."""
    await migrate(settings.database_url)
    print(texts_of("fi")("migrate.done"))
    return 0


async def backup(options: argparse.Namespace, settings: Settings) -> int:
    """Write all that is stored into a file, while the bot runs."""
    from storage.backup import back_up

    rows = await back_up(settings.database_url, options.file, datetime.now(HELSINKI))
    print(texts_of("fi")("backup.made", file=options.file, n=rows))
    return 0


async def restore(options: argparse.Namespace, settings: Settings) -> int:
    """Bring a backup into an empty database."""
    from storage.restore import restore as bring_back

    rows = await bring_back(settings.database_url, options.file)
    print(texts_of("fi")("backup.restored", n=rows))
    return 0


async def doctor(options: argparse.Namespace, settings: Settings) -> int:
    """Examine settings, database, calendar, channels, clock and token, and say what to mend."""
    from storage.look import look_at

    wrong = [] if options.local else check_for_teams(settings)
    look = await look_at(settings.database_url)
    findings = [*of_settings(wrong), *of_database(look)]
    if look.tables is Tables.NEWEST:
        findings += await _stored(settings, local=options.local)
    if not options.local:
        proof = [] if wrong else _secret(settings)
        usable = not wrong and all(one.code != "setting" for one in proof)
        findings += [*proof, *await _reached(settings, whole=usable)]
    return _told(findings)


async def _stored(settings: Settings, *, local: bool) -> list[Finding]:
    """What is found in the database."""
    channels = [
        NamedChannel("AKE_CHANNEL_ID", settings.ake_channel_id),
        NamedChannel("ANNOUNCEMENT_CHANNEL_ID", settings.announcement_channel_id),
    ]
    store = SqlStore(settings.database_url)
    try:
        async with store.begin() as uow:
            now, texts = datetime.now(HELSINKI), texts_of("fi")
            found = await of_store(uow, channels, texts, now)
            if settings.graph_mailbox:
                found.append(of_sync(await uow.calendar_sync.state(), texts, now))
            return found if local else [*found, *await of_team(uow, settings.ake_directory_ids)]
    except StoreUnavailable:
        return of_database(DatabaseLook(Tables.AWAY))
    finally:
        await store.close()


def _secret(settings: Settings) -> list[Finding]:
    """How long that is good by which the bot proves who it is."""
    from bot.identity.certificates import last_day_of

    try:
        ends = last_day_of(settings)
    except SettingsError as error:
        return of_settings(error.sentences)
    return of_secret(ends, datetime.now(HELSINKI), proven=bool(settings.app_password.get_secret_value()))


async def _reached(settings: Settings, *, whole: bool) -> list[Finding]:
    """What is found on the network; credentials are tried when they are whole."""
    from bot.teams.connector import open_session
    from bot.teams.probe import channel_ahead, token_given

    async with open_session() as session:
        ahead = await channel_ahead(session, settings.to_bot_from_channel_openid_metadata_url)
    if ahead is None:
        return [Finding(Weight.MEND, "channel_away")]
    found = [of_clock("channel", ahead), *([of_token(given=await token_given(settings))] if whole else [])]
    if whole and settings.graph_mailbox:
        from bot.graph.opening import wrong_with

        found.append(of_mailbox(await wrong_with(settings), texts_of("fi")))
    return found


def _told(findings: Sequence[Finding]) -> int:
    """Print what a doctor found; the exit code."""
    print("\n".join(told(texts_of("fi"), findings)))
    return int(any(one.weight is Weight.MEND for one in findings))


@asynccontextmanager
async def _numbers(store: SqlStore, port: int) -> AsyncIterator[None]:
    """Let Prometheus read the bot's numbers on this machine, where a port is set for that."""
    if not port:
        yield
        return
    from bot.teams.metrics_app import make_metrics_app
    from bot.teams.server import Server, running

    async with running(Server(make_metrics_app(store), LOOPBACK, port)):
        yield


@asynccontextmanager
async def _following(
    settings: Settings, store: SqlStore, calendars: CalendarCache, ake_channel: NamedChannel
) -> AsyncIterator[CalendarFollowing | None]:
    """What follows the calendar in Outlook that the settings name, None where they name none."""
    async with store.begin() as uow:
        await uow.calendar_sync.follow(settings.graph_mailbox, utc_now())
    if not settings.graph_mailbox:
        yield None
        return
    from bot.graph.opening import opened

    async with opened(settings) as outlook:
        yield CalendarFollowing(store, calendars, outlook, ake_channel, utc_now)


@asynccontextmanager
async def _traces(endpoint: str) -> AsyncIterator[None]:
    """Collect traces where a collector is named; without one OpenTelemetry is not even loaded."""
    if not endpoint:
        yield
        return
    from bot.telemetry import traced

    async with traced(endpoint):
        yield


@asynccontextmanager
async def _store(settings: Settings) -> AsyncIterator[SqlStore]:
    await migrate(settings.database_url)
    store = SqlStore(settings.database_url)
    try:
        yield store
    finally:
        await store.close()


def _conversation(
    store: SqlStore,
    team: Team,
    hands: Hands,
    desks: Desks = BARE_DESKS,
    *,
    keeps_questions: bool = True,
) -> tuple[BotConversation, CalendarCache]:
    calendars = CalendarCache(Analyzer(open_dictionary(), load_lexicon()))
    return BotConversation(store, calendars, team, hands, desks, keeps_questions=keeps_questions), calendars


def _desks(settings: Settings, hands: Hands, root: str) -> Desks:
    """What the conversation needs to know besides what is stored; `root` is the bot's own address, if it has one."""
    reports, smallest = ReportAddresses(hands, root), settings.smallest_group
    pressed = settings.trip_foreman is ForemanConsent.PRESS
    files = TripFileAddresses(hands, root)
    return Desks(
        FeedbackDesk(reports, smallest),
        TripDesk(settings.trip_rates, pressed, reports, settings.app_id, smallest, files),
        PersonalDesk(PersonalFileAddresses(hands, root), settings.kept_for),
        CalendarAddresses(root),
    )


def report_writer(store: SqlStore, calendars: CalendarCache, smallest: int) -> WriteReport:
    """What writes a year's report of either kind into a file."""
    from bot.files.xlsx_report import write_xlsx

    async def write(path: Path, asked: ReportRequest, now: datetime) -> None:
        texts = texts_of(asked.language)
        if asked.kind is ReportKind.TRIPS:
            sheets = TripSheets(store, texts, asked.year).sheets(now)
        else:
            sheets = YearReport(store, calendars, texts, asked.year, smallest).sheets(now)
        await write_xlsx(path, sheets)

    return write


def _trip_writer(entry: CalendarEntry) -> bytes:
    """A trip's calendar file; what writes it is loaded when one is wanted first."""
    from bot.files.ics_writer import write_entry

    return write_entry(entry)


def _write_part(entry: CalendarEntry) -> bytes:
    """An entry of the calendar for others to follow; what writes it is loaded when one is wanted first."""
    from bot.files.ics_writer import write_part

    return write_part(entry)


def _write_calendar(told: CalendarTold, parts: Iterable[bytes]) -> bytes:
    """The calendar for others to follow."""
    from bot.files.ics_writer import write_calendar

    return write_calendar(told, parts)


async def _warm_up(store: SqlStore, calendars: CalendarCache) -> None:
    """Read the calendar before the first question does."""
    async with store.begin() as uow:
        await calendars.current(uow)


# The commands of `bot/command_line.py`, whose help is what these say of themselves.
_COMMANDS: Mapping[str, Command] = {
    "serve": serve,
    "import": import_file,
    "ask": ask,
    "demo": demo,
    "migrate": migrate_only,
    "backup": backup,
    "restore": restore,
    "doctor": doctor,
}


if __name__ == "__main__":
    sys.exit(main())
