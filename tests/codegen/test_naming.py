"""Python names made from wire names."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen import naming


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        ("sendID", "send_id"),
        ("senderFaceURL", "sender_face_url"),
        ("videoUUID", "video_uuid"),
        ("isSendAll", "is_send_all"),
        ("recvIDs", "recv_ids"),
        ("failedUserIDs", "failed_user_ids"),
        ("serverMsgID", "server_msg_id"),
        ("batch_message_d_t_o", "batch_message_d_t_o"),
        ("iOSBadgeCount", "i_os_badge_count"),
        ("HTTPServer2URL", "http_server2_url"),
        ("sub_user_id", "sub_user_id"),
        ("a.b-c d/e", "a_b_c_d_e"),
        ("_id", "id"),
        ("x__y", "x_y"),
        ("1688", "n_1688"),
        ("消息ID", "消息_id"),
        ("-", "unnamed"),
    ],
)
def test_python_name(wire: str, expected: str) -> None:
    """Words begin at capitals and after other signs; acronyms and their plurals are one word."""
    assert naming.python_name(wire) == expected


@given(st.text(st.characters(max_codepoint=0x7F), max_size=12))
def test_python_name_is_an_identifier(wire: str) -> None:
    """Whatever the wire name, its Python name is an identifier and its own Python name."""
    name = naming.python_name(wire)

    assert name.isidentifier()
    assert naming.python_name(name) == name


@pytest.mark.parametrize(
    ("wire", "override", "expected"),
    [
        ("from", None, "from_"),
        ("extra", None, "extra_"),
        ("toDict", None, "to_dict_"),
        ("validate", None, "validate_"),
        ("self", None, "self_"),
        ("wire", None, "wire_"),
        ("classmethod", None, "classmethod_"),
        ("optionalStrings", None, "optional_strings_"),
        ("type", None, "type"),
        ("id", None, "id"),
        ("match", None, "match"),
        ("batch_message_d_t_o", "batch_message", "batch_message"),
        ("x", "class", "class_"),
    ],
)
def test_member_name(wire: str, override: str | None, expected: str) -> None:
    """Keywords and the names of the models get an underscore; other builtins stay."""
    assert naming.member_name(wire, override) == expected


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("taobao.tpn.template.message.send", (("tpn",), "template_message_send")),
        ("alibaba.iwork.mc.msg.sendmobile", (("alibaba", "iwork"), "mc_msg_sendmobile")),
        ("alibaba.ib.workcore.message.batchsendmsg", (("alibaba", "ib"), "workcore_message_batchsendmsg")),
        ("taobao.top.auth.token.create", (("top",), "auth_token_create")),
        ("taobao.import.from", (("import_",), "from_")),
        ("tmall.import", (("tmall",), "import_")),
        ("taobao.item.1688.get", (("item",), "n_1688_get")),
    ],
)
def test_top_call_path(method: str, expected: tuple[tuple[str, ...], str]) -> None:
    """The prefix taobao goes, others are namespaces; then comes the resource, and the rest is the method."""
    assert naming.top_call_path(method) == expected
    assert naming.operation_call_path(f"/router/rest#{method}") == expected


@pytest.mark.parametrize("method", ["taobao.send", "taobao", "alibaba", "", "taobao..send"])
def test_top_method_too_short(method: str) -> None:
    """A name without a resource has no place on the client."""
    with pytest.raises(ValueError, match="needs a resource and a method"):
        naming.top_call_path(method)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/msg/batch_send_msg", (("msg",), "batch_send_msg")),
        ("/auth/get_admin_token", (("auth",), "get_admin_token")),
        ("/third/app/import", (("third", "app"), "import_")),
    ],
)
def test_path_call_path(path: str, expected: tuple[tuple[str, ...], str]) -> None:
    """The last segment of a path is the method, those before it are resources."""
    assert naming.path_call_path(path) == expected
    assert naming.operation_call_path(path) == expected


@pytest.mark.parametrize("path", ["/send", "/", "", "//"])
def test_path_too_short(path: str) -> None:
    """A path of one segment has no place on the client."""
    with pytest.raises(ValueError, match="needs at least two segments"):
        naming.path_call_path(path)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("taobao.tpn.template.message.send", "tpn_template_message_send_response"),
        ("alibaba.iwork.mc.msg.sendmobile", "alibaba_iwork_mc_msg_sendmobile_response"),
    ],
)
def test_response_key(method: str, expected: str) -> None:
    """The vendor drops taobao from the key of the answer and keeps other prefixes."""
    assert naming.response_key(method) == expected


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("taobao.tpn.template.message.send", "tpn_template_message_send"),
        ("alibaba.iwork.mc.msg.sendmobile", "alibaba_iwork_mc_msg_sendmobile"),
        ("msg.batch_send_msg", "msg_batch_send_msg"),
        ("batch-send", "batch_send"),
        ("taobao.import", "import_"),
    ],
)
def test_module_name(stem: str, expected: str) -> None:
    """A file's module is named after it, without taobao, dots and dashes."""
    assert naming.module_name(stem) == expected


def test_no_name_is_a_keyword() -> None:
    """Keywords are avoided in every segment of a call path."""
    for word in (*keyword.kwlist, *keyword.softkwlist):
        resources, method = naming.path_call_path(f"/{word}/{word}")
        assert not keyword.iskeyword(resources[0])
        assert not keyword.iskeyword(method)
