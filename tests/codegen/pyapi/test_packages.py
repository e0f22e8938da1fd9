"""The comparison of the two packages that are generated here."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest
from attrs import frozen

from codegen.findings import UsageError
from codegen.pyapi import compare

GENERATED: Final = Path("generated")
PACKAGES: Final = {"top_client": GENERATED / "top-client" / "src", "openim_client": GENERATED / "openim-client" / "src"}


@frozen
class Mutation:
    """One text in place of another, and the breaking changes that it makes."""

    name: str
    file: str
    """Below the source folder; for a folder, every module of it."""
    old: str
    new: str
    breaks: tuple[str, ...]

    @property
    def package(self) -> str:
        """The package that it changes."""
        return self.file.split("/")[0]

    def apply(self, source: Path) -> None:
        """Change the file, or all modules of the folder."""
        given = source / self.file
        files = given.rglob("*.py") if given.is_dir() else [given]
        texts = {file: file.read_text("utf-8") for file in files}
        assert any(self.old in text for text in texts.values()), "the mutation changes nothing"
        for file, text in texts.items():
            file.write_text(text.replace(self.old, self.new), encoding="utf-8")


_MESSAGE: Final = "top_client/models/tpn.py"
_BATCH: Final = "openim_client/models/msg.py"

MUTATIONS: Final = (
    Mutation(
        "parameter of a method that must be given",
        "top_client/resources/tpn.py",
        "        sub_user_id: int | None = None,\n        title_param: dict[str, Any] | None = None,\n"
        "        content_param: dict[str, Any] | None = None,\n    ) -> TpnTemplateMessageSendResponse:",
        "        sub_user_id: int | None,\n        title_param: dict[str, Any] | None = None,\n"
        "        content_param: dict[str, Any] | None = None,\n    ) -> TpnTemplateMessageSendResponse:",
        (
            "parameter-required top_client.resources.AsyncTpnMethods.template_message_send(sub_user_id)",
            "parameter-required top_client.resources.TpnMethods.template_message_send(sub_user_id)",
        ),
    ),
    Mutation(
        "result of a method",
        "openim_client/resources/auth.py",
        "        user_id: str,\n    ) -> GetAdminTokenData:",
        "        user_id: str,\n    ) -> str:",
        (
            "return-changed openim_client.resources.AsyncAuthMethods.get_admin_token",
            "return-changed openim_client.resources.AuthMethods.get_admin_token",
        ),
    ),
    Mutation(
        "member of an answer",
        _MESSAGE,
        "    is_success: bool | None = None\n",
        "",
        ("removed top_client.models.TpnTemplateMessageSendResponse.is_success",),
    ),
    Mutation(
        "type of a member of a request",
        _MESSAGE,
        "    template_id: int\n",
        "    template_id: str\n",
        ("type-changed top_client.models.TpnTemplateMessageSendRequest.template_id",),
    ),
    Mutation(
        "member of an enum",
        _BATCH,
        "    GROUP = 3\n",
        "",
        ("removed openim_client.models.SessionType.GROUP",),
    ),
    Mutation(
        "member of a union",
        "openim_client/wire/msg.py",
        "    TextMessage,\n",
        "",
        ("type-changed openim_client.wire.BatchSendMsgRequest",),
    ),
    Mutation(
        "key that must be there",
        "openim_client/wire/msg.py",
        "    title: NotRequired[str]\n",
        "    title: str\n",
        ("parameter-required openim_client.wire.OfflinePushInfo.title",),
    ),
    Mutation(
        "option of a client",
        "top_client/_runtime/top/client.py",
        "        http_client: Client | None = None,\n",
        "",
        ("parameter-removed top_client.TopClient(http_client)",),
    ),
    Mutation(
        "default of a client's option",
        "top_client/_runtime/common/options.py",
        "DEFAULT_DEADLINE: Final = 120.0",
        "DEFAULT_DEADLINE: Final = 60.0",
        (
            "default-changed top_client.AsyncTopClient(deadline)",
            "default-changed top_client.TopClient(deadline)",
        ),
    ),
    Mutation(
        "member of every error",
        "top_client/_runtime/common/errors.py",
        "        self.request_id = request_id\n",
        "",
        ("removed top_client.TopError.request_id",),
    ),
    Mutation(
        "what a request can become",
        "top_client/_runtime/common/errors.py",
        'Delivery = Literal["not_sent", ',
        'Delivery = Literal["not_sent", "queued", ',
        ("type-changed top_client.errors.Delivery",),
    ),
    Mutation(
        "delivery of an error",
        "openim_client/_runtime/common/errors.py",
        'never handed over."""\n\n    default_delivery = "not_sent"',
        'never handed over."""\n\n    default_delivery = "unknown"',
        ("value-changed openim_client.ConnectionFailedError.default_delivery",),
    ),
    Mutation(
        "value of a public class that users make",
        "top_client/_runtime/common/options.py",
        "    pool: float | None = None\n",
        "    pool: float | None\n",
        ("parameter-required top_client.Timeout.pool",),
    ),
    Mutation(
        "name of an error",
        "top_client",
        "ClockSkewError",
        "WrongClockError",
        ("renamed top_client.ClockSkewError",),
    ),
    Mutation(
        "name of a model and its TypedDict",
        "top_client",
        "SendmobileResult",
        "SendmobileOutcome",
        ("renamed top_client.models.SendmobileResult", "renamed top_client.wire.SendmobileResult"),
    ),
    Mutation(
        "parameter of a function that is published",
        "top_client",
        "def sign(",
        "def sign(extra: object, ",
        ("parameter-added-required top_client.signing.sign(extra)",),
    ),
    Mutation(
        "sandbox",
        "top_client/_runtime/top/sandbox/app.py",
        "    any_timestamp: bool = False,\n",
        "    any_timestamp: bool = True,\n",
        ("default-changed top_client.sandbox.create_app(any_timestamp)",),
    ),
    Mutation(
        "fixture",
        "openim_client/sandbox/pytest_plugin.py",
        "openim_sandbox_server, openim_sandbox = ",
        "openim_server, openim_sandbox = ",
        ("renamed openim_client.sandbox.pytest_plugin.openim_sandbox_server",),
    ),
    Mutation(
        "what only the runtime uses",
        "top_client/_runtime/common/budget.py",
        "def ",
        "def _",
        (),
    ),
)


@pytest.mark.parametrize("package", PACKAGES)
def test_package_against_itself(package: str) -> None:
    """A package is what it is."""
    assert compare(PACKAGES[package], PACKAGES[package], package) == ()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_mutated_package(mutation: Mutation, tmp_path: Path) -> None:
    """One text in place of another gives the breaking changes that it makes, and no other."""
    source = PACKAGES[mutation.package]
    shutil.copytree(source, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    mutation.apply(tmp_path)

    found = compare(source, tmp_path, mutation.package)

    assert tuple(f"{change.kind} {change.path}" for change in found if change.breaks) == mutation.breaks


def test_tree_without_the_package(tmp_path: Path) -> None:
    """A tree that holds no package is no tree without changes."""
    with pytest.raises(UsageError, match="holds no package top_client"):
        compare(PACKAGES["top_client"], tmp_path, "top_client")


@pytest.mark.parametrize("name", ["__init__.py", "models/__init__.py", "_runtime/top/client.py"])
def test_module_that_is_no_python(name: str, tmp_path: Path) -> None:
    """A module that cannot be parsed is named; it does not pass for an empty one."""
    shutil.copytree(PACKAGES["top_client"], tmp_path, dirs_exist_ok=True)
    (tmp_path / "top_client" / name).write_text("def f(:\n", encoding="utf-8")

    with pytest.raises(UsageError, match=r"top_client.* cannot be read"):
        compare(PACKAGES["top_client"], tmp_path, "top_client")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("top_client/auth.py", '__all__ = ["TopAuth"', '__all__ = ["TopAuth", "Missing"', "publishes Missing"),
        ("top_client/auth.py", "import TopAuth,", "import Missing as TopAuth,", "there is no"),
        (
            "top_client/models/_names.py",
            '"BatchsendmsgResult",',
            '"NoBatchsendmsgResult",',
            "publishes NoBatch",
        ),
    ],
)
def test_name_that_is_not_there(file: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    """A module that publishes what it does not hold cannot be compared."""
    shutil.copytree(PACKAGES["top_client"], tmp_path, dirs_exist_ok=True)
    Mutation("", file, old, new, ()).apply(tmp_path)

    with pytest.raises(UsageError, match=said):
        compare(PACKAGES["top_client"], tmp_path, "top_client")
