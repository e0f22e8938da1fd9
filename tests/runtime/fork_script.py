"""What happens to clients in a forked process. Each function is a case; it runs in a process of its own."""

from __future__ import annotations

import asyncio
import os
import threading
import time
import traceback
from collections.abc import Callable

import pytest

from codegen.runtime.common.errors import EventLoopError
from codegen.runtime.common.options import TransportName
from tests.runtime.raw_server import RawServer, Received, answer_json, slow
from tests.runtime.samples import AsyncTopClient, OpenIM, Sample, Top, login_data, openim_operation, top_operation

YES = answer_json({"sample_send_response": {"id": "1"}})


def in_a_child(action: Callable[[], None]) -> None:
    """Fork; the child does it and goes. What it raises is shown, and fails the parent too."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            action()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert status == 0


def sync(transport: TransportName) -> None:
    """The child opens a connection of its own, and the parent's goes on."""
    with RawServer() as server, Top(app_key="1", app_secret="s", base_url=server.url, transport=transport) as client:
        server.then(YES)
        view = client.with_options(timeout=5)
        client.call(top_operation(), Sample())
        lanes = client._exchange._lanes

        def act() -> None:
            assert client._exchange._lanes is not lanes
            client.call(top_operation(), Sample())
            view.call(top_operation(), Sample())
            client.close()

        in_a_child(act)
        in_a_child(act)
        assert client._exchange._lanes is lanes
        client.call(top_operation(), Sample())
        assert server.connections == 3, server.connections  # one each of the parent and of the children
        assert len(server.received) == 6


def busy(transport: TransportName) -> None:
    """Locks that other threads hold, and connections that they use, are no matter to the child."""
    with RawServer() as server, Top(app_key="1", app_secret="s", base_url=server.url, transport=transport) as client:
        server.then(slow(YES, 0.5), YES)
        thread = threading.Thread(target=client.call, args=(top_operation(), Sample()))
        thread.start()
        while not server.received:
            time.sleep(0.01)
        lanes = client._exchange._lanes
        assert lanes is not None
        lanes._lock.acquire()

        def act() -> None:
            client.call(top_operation(), Sample())
            client.close()

        in_a_child(act)
        lanes._lock.release()
        thread.join()
        assert server.connections == 2


def token(transport: TransportName) -> None:
    """The child uses the token that the parent logged in for."""

    def behave(connection: object, request: Received) -> None:
        login = request.path.startswith("/auth/")
        answer_json(login_data() if login else {"errCode": 0, "data": {}})(connection, request)  # type: ignore[arg-type]

    with RawServer() as server, OpenIM(server.url, secret="s", transport=transport) as client:
        server.then(behave)
        client.call(openim_operation(), Sample())

        def act() -> None:
            client.call(openim_operation(), Sample())
            client.close()

        in_a_child(act)
        client.call(openim_operation(), Sample())
        assert [request.path for request in server.received] == ["/auth/get_admin_token"] + ["/msg/sample"] * 3


def asynchronous(transport: TransportName) -> None:
    """An async client belongs to the process that made it, used or not."""
    with RawServer() as server:
        server.then(YES)
        fresh, used = (
            AsyncTopClient(app_key="1", app_secret="s", base_url=server.url, transport=transport) for _ in range(2)
        )
        with asyncio.Runner() as runner:
            runner.run(used.call(top_operation(), Sample()))

            async def act() -> None:
                for client in (fresh, used):
                    with pytest.raises(EventLoopError, match="belongs to the parent process") as caught:
                        await client.call(top_operation(), Sample())
                    assert caught.value.delivery == "not_sent"
                    await client.aclose()

            in_a_child(lambda: asyncio.run(act()))
            runner.run(used.call(top_operation(), Sample()))
            runner.run(used.aclose())
        assert (server.connections, len(server.received)) == (1, 2)
