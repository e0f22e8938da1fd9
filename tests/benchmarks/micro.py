"""Signing, decoding and encoding alone, without any network.

It runs in a process of its own, ``python -m tests.benchmarks.micro``, once as the default install and once with orjson.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, Final

from attrs import asdict, frozen

from .answerer import batch
from .cores import stay_on
from .results import Result
from .rows import Install, Target

PASSES: Final = 31
SECONDS: Final = 0.02
"""How long one pass of one function takes."""
RECIPIENTS: Final = 1000


@frozen
class Row:
    """A comparison of two functions."""

    key: str
    what: str
    install: Install
    target: Target


ROWS: Final = (
    Row("sign", "sign 30 parameters over hashlib on ready bytes", "default", Target(4.5, 3.6)),
    Row("decode", "decode 1,000 results over openapi-python-client + json", "default", Target(0.70, 0.40)),
    Row("decode", "decode 1,000 results over openapi-python-client + json", "fastest", Target(0.45, 0.40)),
    Row("encode", "encode 1,000 recipients over orjson on a ready dict", "fastest", Target(1.5, 1.2)),
)


@frozen
class Timed:
    """A comparison as the process of this module reports it."""

    median: float
    lowest: float
    highest: float
    ours: float
    """Microseconds."""
    theirs: float


def micro_results() -> list[Result]:
    """Measure all rows."""
    found = {install: _measured(install) for install in ("default", "fastest")}
    return [_result(row, Timed(**found[row.install][row.key])) for row in ROWS]


def _measured(install: str) -> dict[str, dict[str, float]]:
    command = [sys.executable, "-m", __name__, install]
    found: dict[str, dict[str, float]] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return found


def _result(row: Row, timed: Timed) -> Result:
    note = f"{timed.ours:.1f} : {timed.theirs:.1f} µs"
    return Result("Micro", row.what, row.install, row.target, timed.median, (timed.lowest, timed.highest), note)


def compare(ours: Callable[[], object], theirs: Callable[[], object]) -> Timed:
    """Time two functions in turns."""
    counts = [max(1, int(SECONDS / _seconds(function, 3))) for function in (ours, theirs)]
    pairs = [(_seconds(ours, counts[0]), _seconds(theirs, counts[1])) for _ in range(PASSES)]
    ratios = sorted(our / their for our, their in pairs)
    middle = PASSES // 2
    medians = [sorted(column)[middle] * 1e6 for column in zip(*pairs, strict=True)]
    return Timed(ratios[middle], ratios[0], ratios[-1], *medians)


def _seconds(function: Callable[[], object], count: int) -> float:
    started = time.process_time()
    for _ in range(count):
        function()
    return (time.process_time() - started) / count


def signing() -> Timed:
    """30 parameters, by md5: what is hashed is the same."""
    from top_client.signing import sign, string_to_sign

    params = {f"parameter_{number * 7 % 30:02}": f"value of it {number}" for number in range(30)}
    text = string_to_sign(params, secret="s3cr3t", sign_method="md5")
    ready = f"s3cr3t{text}s3cr3t".encode()
    assert hashlib.md5(ready).hexdigest().upper() == sign(params, secret="s3cr3t", sign_method="md5")
    return compare(
        lambda: sign(params, secret="s3cr3t", sign_method="md5"),
        lambda: hashlib.md5(ready, usedforsecurity=False).hexdigest(),
    )


def decoding() -> Timed:
    """An answer of 1,000 results: from bytes to models."""
    from openim_client._runtime.common.exchange import Answer
    from openim_client._runtime.common.jsontext import exactly
    from openim_client.models import BatchSendMsgData

    from .openapi_rival import answer_model

    body, rival = batch(RECIPIENTS), answer_model()
    answer = Answer(200, {}, body)

    def ours() -> BatchSendMsgData:
        return exactly(answer, lambda load: BatchSendMsgData.from_dict(load(body)["data"]))

    assert len(ours().results) == RECIPIENTS
    assert len(rival.from_dict(json.loads(body)).data.results) == RECIPIENTS
    return compare(ours, lambda: rival.from_dict(json.loads(body)))


def encoding() -> Timed:
    """A message to 1,000 users: from the model to bytes, against orjson, which has the dict already."""
    import orjson
    from openim_client._runtime.common.jsontext import dumps_plain
    from openim_client.models import TextElem, TextMessage

    message = TextMessage(
        send_id="imAdmin", recv_ids=[f"user{number}" for number in range(RECIPIENTS)], content=TextElem(content="hello")
    )
    ready: Any = message.to_dict()
    assert orjson.loads(dumps_plain(message.to_dict())) == ready
    return compare(lambda: dumps_plain(message.to_dict()), lambda: orjson.dumps(ready))


def main(install: str) -> None:
    """Measure in this process."""
    stay_on(0)
    found = {}
    if install == "fastest":
        found["encode"] = encoding()
    else:
        sys.modules["orjson"] = None  # type: ignore[assignment]  # it is no part of the default install
        found["sign"] = signing()
    found["decode"] = decoding()
    json.dump({key: asdict(timed) for key, timed in found.items()}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
