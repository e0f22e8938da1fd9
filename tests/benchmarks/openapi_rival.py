"""The models that openapi-python-client generates for OpenIM's batch, made anew for each run of the benchmarks."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

_TEXT: Final = {"type": "string"}
_INTEGER: Final = {"type": "integer"}


def _object(members: dict[str, Any], *optional: str) -> dict[str, Any]:
    return {"type": "object", "required": [name for name in members if name not in optional], "properties": members}


def _document() -> dict[str, Any]:
    """What the answer to a batch looks like."""
    ids = {"serverMsgID": _TEXT, "clientMsgID": _TEXT, "sendTime": _INTEGER, "recvID": _TEXT}
    schemas = {"Sent": _object(ids), "Data": {}, "Answer": {}}
    several = {"type": "array", "items": {"$ref": "#/components/schemas/Sent"}}
    failed = {"type": ["array", "null"], "items": _TEXT}
    schemas["Data"] = _object({"results": several, "failedUserIDs": failed}, "failedUserIDs")
    envelope = {"errCode": _INTEGER, "errMsg": _TEXT, "errDlt": _TEXT, "data": {"$ref": "#/components/schemas/Data"}}
    schemas["Answer"] = _object(envelope)
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Answer"}}}
    post = {"operationId": "batch", "responses": {"200": {"description": "What became of it.", "content": content}}}
    info = {"title": "rival", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": {"/batch": {"post": post}}, "components": {"schemas": schemas}}


def answer_model() -> Any:
    """The generated class of the whole answer."""
    with TemporaryDirectory() as folder:
        document, config = Path(folder, "rival.json"), Path(folder, "config.json")
        document.write_text(json.dumps(_document()), "utf-8")
        config.write_text(json.dumps({"post_hooks": []}), "utf-8")
        files = ["--path", str(document), "--config", str(config), "--output-path", str(Path(folder, "bench_rival"))]
        command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", *files]
        subprocess.run(command, check=True, capture_output=True)
        sys.path.insert(0, folder)
        try:
            return importlib.import_module("bench_rival.models").Answer
        finally:
            sys.path.remove(folder)
