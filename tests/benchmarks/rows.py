"""The rows of the tables: what is compared with what, and how good it has to be."""

from __future__ import annotations

from typing import Final, Literal

from attrs import frozen

Install = Literal["default", "fastest"]
Metric = Literal["CPU", "requests/s"]


@frozen
class Run:
    """A variant, and how many tasks call it."""

    module: str
    name: str
    tasks: int = 1


@frozen
class Target:
    """How good a figure has to be, and how good it should be."""

    must: float
    aim: float
    at_least: bool = False
    """Whether more is better."""
    unit: str = ""

    def met(self, figure: float) -> bool:
        """Whether the figure is as good as it must be."""
        return figure >= self.must if self.at_least else figure <= self.must

    def shown(self, bound: float) -> str:
        """A bound in words."""
        return f"{'≥' if self.at_least else '≤'} {bound:g}{self.unit}"


@frozen
class Row:
    """A comparison of two variants."""

    what: str
    install: Install
    metric: Metric
    target: Target
    ours: Run | None
    """None where there is no such install yet."""
    reference: Run


def _openim(tasks: int = 1) -> Run:
    return Run(".clients", "openim", tasks)


def _fast(tasks: int = 1) -> Run:
    return Run(".clients", "openim_fast", tasks)


def _default(tasks: int) -> Run:
    return Run(".rivals", "httpx_defaults", tasks)


OPENIM_SYNC: Final = Run(".clients", "openim_sync")
OPENIM_SYNC_FAST: Final = Run(".clients", "openim_sync_fast")
TOP_SYNC: Final = Run(".clients", "top_sync")
TOP_SYNC_FAST: Final = Run(".clients", "top_sync_fast")
HTTPX_SYNC: Final = Run(".rivals", "httpx_sync")
TAOBAO_SDK: Final = Run(".rivals", "taobao_sdk")

CALLS: Final = (
    Row(
        "async, CPU over httpx with sniffio, 1 task",
        "default",
        "CPU",
        Target(0.90, 0.5),
        _openim(),
        Run(".rivals", "httpx_sniffio"),
    ),
    *(
        Row(
            f"async, requests/s over httpx as it comes, {tasks} tasks",
            "default",
            "requests/s",
            Target(must, aim, at_least=True),
            _openim(tasks),
            _default(tasks),
        )
        for tasks, must, aim in ((16, 2, 9), (128, 4, 18))
    ),
    *(
        Row(
            f"async, CPU over aiohttp, {tasks} {'task' if tasks == 1 else 'tasks'}",
            "fastest",
            "CPU",
            Target(0.9, 0.5),
            _fast(tasks),
            Run(".rivals", "aiohttp_pool", tasks),
        )
        for tasks in (1, 16, 128)
    ),
    Row(
        "async, requests/s at 512 tasks over 16 tasks",
        "fastest",
        "requests/s",
        Target(0.65, 0.9, at_least=True),
        _fast(512),
        _fast(16),
    ),
    Row("sync, CPU over httpx.Client, 1 thread", "default", "CPU", Target(0.85, 0.5), OPENIM_SYNC, HTTPX_SYNC),
    Row("sync, CPU over httpx.Client, 1 thread", "fastest", "CPU", Target(0.35, 0.15), OPENIM_SYNC_FAST, HTTPX_SYNC),
    Row("TOP sync, CPU over taobao-sdk-python3", "default", "CPU", Target(1.6, 1.0), TOP_SYNC, TAOBAO_SDK),
    Row("TOP sync, CPU over taobao-sdk-python3", "fastest", "CPU", Target(0.7, 0.4), TOP_SYNC_FAST, TAOBAO_SDK),
)
"""Calls: a typed request to a typed answer."""

MEMORY: Final[dict[Install, tuple[Run | None, Target]]] = {
    "default": (_openim(128), Target(12, 6, unit=" MB")),
    "fastest": (_fast(128), Target(6, 3, unit=" MB")),
}
"""The most memory at 128 tasks, over that of `import httpx`."""
