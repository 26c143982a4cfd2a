"""What checking the channel's tokens costs: the same bot asked with real RS256 tokens, and without in local mode."""

from __future__ import annotations

import asyncio
import json
import statistics
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bench.load import TENANT, ask
from bench.processes import Process, bot, channel_bot, free_port, module, processor_seconds

APP_ID = "00000000-0000-0000-0000-000000000002"
CLIENTS = 16
_ROUNDS = 10
_ROUND_SECONDS = 1.0
# So many people that none of them reaches the pace that a sender is held to.
_PEOPLE_A_CLIENT = 200


@dataclass(frozen=True, slots=True)
class Checked:
    """A turn's milliseconds with and without tokens; `processor` of the bot's process, None where it is not told."""

    plain: float
    checked: float
    times: float
    processor: tuple[float, float] | None


def measure(env: Mapping[str, str], questions: Sequence[str]) -> Checked:
    """Measure both side by side, in turn in short rounds, on loopback."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    service = free_port()
    with _documents(key) as openid, module("connector", service):
        told = {
            **env,
            "APP_ID": APP_ID,
            "APP_PASSWORD": "bench",
            "APP_TYPE": "SingleTenant",
            "APP_TENANTID": TENANT,
            "TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL": openid,
        }
        ports = free_port(), free_port()
        with bot(ports[0], env) as plain, channel_bot(ports[1], told) as checked:
            header = f"Bearer {_token(key, service)}"
            sides = _Side(plain, ports[0], ""), _Side(checked, ports[1], header)
            for side in sides:
                side.ask(service, questions)
            for side in sides:
                side.forget()
            for _ in range(_ROUNDS):
                for side in sides:
                    side.ask(service, questions)
    return _told(*sides)


class _Side:
    """One of the two bots: the turns' seconds of each round, and what they took of the processor."""

    def __init__(self, process: Process, port: int, authorization: str) -> None:
        self._process, self._port, self._authorization = process, port, authorization
        self.forget()

    def forget(self) -> None:
        self.rounds: list[tuple[float, ...]] = []
        self.processor: list[float] = []

    def ask(self, service: int, questions: Sequence[str]) -> None:
        before = processor_seconds(self._process)
        asking = ask(
            self._port,
            service,
            questions,
            CLIENTS,
            _ROUND_SECONDS,
            authorization=self._authorization,
            people=_PEOPLE_A_CLIENT,
        )
        self.rounds.append(asyncio.run(asking).turns)
        after = processor_seconds(self._process)
        if before is not None and after is not None:
            self.processor.append((after - before) * 1000 / len(self.rounds[-1]))


def _told(plain: _Side, checked: _Side) -> Checked:
    """The ratio is the median of what each round told, since a busy machine hits a round of both alike."""
    ratios = [statistics.mean(b) / statistics.mean(a) for a, b in zip(plain.rounds, checked.rounds, strict=True)]
    processor = None
    if plain.processor and checked.processor:
        processor = statistics.median(plain.processor), statistics.median(checked.processor)
    medians = [1000 * statistics.median(turn for one in side.rounds for turn in one) for side in (plain, checked)]
    return Checked(medians[0], medians[1], statistics.median(ratios), processor)


def _token(key: rsa.RSAPrivateKey, service: int) -> str:
    now = int(time.time())
    claims = {
        "iss": "https://api.botframework.com",
        "aud": APP_ID,
        "serviceurl": f"http://127.0.0.1:{service}",
        "nbf": now,
        "exp": now + 3600,
    }
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "bench"})


@contextmanager
def _documents(key: rsa.RSAPrivateKey) -> Iterator[str]:
    """The address of the channel's OpenID document, served while the block runs."""
    port = free_port()
    told = {
        "/openid": {"jwks_uri": f"http://127.0.0.1:{port}/keys"},
        "/keys": {
            "keys": [{**json.loads(RSAAlgorithm.to_jwk(key.public_key())), "kid": "bench", "endorsements": ["msteams"]}]
        },
    }

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Tell the document."""
            body = json.dumps(told[self.path]).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", port), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{port}/openid"
        server.shutdown()
