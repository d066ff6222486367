"""Stands for Meta's Graph API: checks tokens and limits as it does, and fails on demand.

It keeps what it was sent, and runs in a thread of its own, on 127.0.0.1.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlparse

TOKEN = "the-system-users-token"
NUMBER = "106540352242922"
OTHER_NUMBER = "207651463353033"
SECRET = "the-apps-secret"
VERIFY = "words-of-our-own"


@dataclass
class Failure:
    """What the next sendings meet: an error of the API, or a line that breaks after it took it."""

    code: int | None = None
    status: int = 400
    breaks: bool = False
    body: str | None = None


class FakeGraph:
    """`sent` holds the messages that were taken, `ticked` the read marks, `files` the uploads."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.ticked: list[dict[str, Any]] = []
        self.files: dict[str, dict[str, Any]] = {}
        self.media: dict[str, tuple[bytes, str]] = {}
        self.refused: list[str] = []
        self.failures: list[Failure] = []
        self.seconds = 0.0
        self.lock = threading.Lock()
        graph = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: Any) -> None:
                pass

            def do_GET(self) -> None:
                graph.get(self)

            def do_POST(self) -> None:
                graph.post(self)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.root = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.base = f"{self.root}/v25.0"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def settings(self, **changes: str) -> dict[str, str]:
        """Return the product's settings for this API."""
        return {
            "WHATSAPP_APP_SECRET": SECRET,
            "WHATSAPP_VERIFY_TOKEN": VERIFY,
            "WHATSAPP_TOKEN": TOKEN,
            "WHATSAPP_API_BASE": self.base,
            "WHATSAPP_NUMBERS": f"{NUMBER}=iprog,{OTHER_NUMBER}=interakt",
            **changes,
        }

    def fail(self, code: int | None = None, times: int = 1, **how: Any) -> None:
        """Let the next messages fail, so many times."""
        with self.lock:
            self.failures += [Failure(code, **how) for _ in range(times)]

    def keep(self, media_id: str, content: bytes, media_type: str) -> str:
        """Have a file that a customer sent; return its digest as webhooks give it."""
        self.media[media_id] = (content, media_type)
        return base64.b64encode(hashlib.sha256(content).digest()).decode()

    def texts(self, to: str | None = None) -> list[str]:
        """Return the words of the messages that were taken, to one customer or to all."""
        return [
            words_of(m) for m in list(self.sent) if to in (None, m.get("to"), m.get("recipient"))
        ]

    def wait_for(self, count: int, seconds: float = 20.0) -> list[dict[str, Any]]:
        """Wait until so many messages were taken."""
        deadline = time.monotonic() + seconds
        while len(self.sent) < count:
            assert time.monotonic() < deadline, (self.texts(), self.refused)
            time.sleep(0.02)
        return self.sent

    def get(self, handler: BaseHTTPRequestHandler) -> None:
        if not self._is_allowed(handler):
            return
        path = handler.path.partition("?")[0].rstrip("/")
        name = path.rpartition("/")[2]
        if path.startswith("/download/"):
            content, media_type = self.media[name]
            _answer(handler, 200, content, media_type)
        elif name in self.media:
            content, media_type = self.media[name]
            digest = hashlib.sha256(content).hexdigest()
            about = {"id": name, "mime_type": media_type, "sha256": digest}
            about |= {"file_size": len(content), "url": f"{self.root}/download/{name}"}
            _json(handler, 200, {"messaging_product": "whatsapp", **about})
        elif name in (NUMBER, OTHER_NUMBER) and _is_proved(handler.path):
            _json(handler, 200, {"id": name, "display_phone_number": "+1 555-078-3881"})
        else:
            self._refuse(handler, 400, 100, "Unsupported get request. Object does not exist.")

    def post(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length", "0")))
        if not self._is_allowed(handler):
            return
        if self.seconds:
            time.sleep(self.seconds)
        _, version, number, what = handler.path.split("/")
        if version != "v25.0" or number not in (NUMBER, OTHER_NUMBER):
            self._refuse(handler, 400, 100, f"Unsupported post request: {handler.path}")
        elif what == "media":
            self._upload(handler, body)
        else:
            self._message(handler, number, json.loads(body))

    def _message(self, handler: BaseHTTPRequestHandler, number: str, body: dict[str, Any]) -> None:
        if body.get("status") == "read":
            assert str(body["message_id"]).startswith("wamid.")
            self.ticked.append(body)
            _json(handler, 200, {"success": True})
            return
        wrong = what_is_wrong(body, self.files)
        if wrong:
            self._refuse(handler, 400, 131009, f"Parameter value is not valid: {wrong}")
            return
        with self.lock:
            failure = self.failures.pop(0) if self.failures else None
        if failure and failure.breaks:
            self._take(number, body)
            handler.close_connection = True
            handler.connection.close()
        elif failure and failure.body is not None:
            _answer(handler, failure.status, failure.body.encode(), "text/html")
        elif failure:
            self._refuse(handler, failure.status, failure.code or 0, "As the test asked.")
        else:
            wamid = self._take(number, body)
            _json(handler, 200, {"messaging_product": "whatsapp", "messages": [{"id": wamid}]})

    def _take(self, number: str, body: dict[str, Any]) -> str:
        with self.lock:
            wamid = f"wamid.sent{len(self.sent)}"
            self.sent.append({**body, "number": number, "wamid": wamid})
        return wamid

    def _upload(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        head = f"Content-Type: {handler.headers['Content-Type']}\r\n\r\n".encode()
        fields = {}
        for part in message_from_bytes(head + body, policy=HTTP).iter_parts():
            name = part.get_param("name", header="content-disposition")
            fields[str(name)] = part
        declared = fields["type"].get_content().strip()
        if declared not in UPLOADED:
            self._refuse(handler, 400, 100, f"Param file must be one of … Received {declared}")
            return
        media_id = f"uploaded{len(self.files)}"
        content = fields["file"].get_payload(decode=True)
        self.files[media_id] = {"name": fields["file"].get_filename(), "content": content}
        _json(handler, 200, {"id": media_id})

    def _is_allowed(self, handler: BaseHTTPRequestHandler) -> bool:
        if handler.headers.get("Authorization") == f"Bearer {TOKEN}":
            return True
        self._refuse(handler, 401, 190, "Invalid OAuth access token.")
        return False

    def _refuse(self, handler: Any, status: int, code: int, message: str) -> None:
        self.refused.append(message)
        error = {"message": f"(#{code}) {message}", "type": "OAuthException", "code": code}
        _json(handler, status, {"error": {**error, "fbtrace_id": "A"}})


#: Types that the API takes for documents; emails are not among them.
UPLOADED = ("text/plain", "application/pdf", "image/jpeg", "image/png")


def what_is_wrong(body: dict[str, Any], files: dict[str, Any]) -> str:
    """Return which limit of the API a message breaks, or nothing."""
    if body.get("messaging_product") != "whatsapp":
        return "messaging_product"
    if not body.get("to") and not body.get("recipient"):
        return "to or recipient"
    if len(body.get("biz_opaque_callback_data", "")) > 512:
        return "biz_opaque_callback_data"
    kind = str(body.get("type"))
    given = body.get(kind)
    if not isinstance(given, dict):
        return "type"
    return {
        "text": lambda: _not_within(given["body"], 4096),
        "interactive": lambda: _wrong_choice(given),
        "document": lambda: "" if given["id"] in files else "document.id",
        "template": lambda: "" if given["name"] and given["language"]["code"] else "template",
    }[kind]()


def _wrong_choice(given: dict[str, Any]) -> str:
    wrong = _not_within(given["body"]["text"], 1024)
    if wrong:
        return wrong
    if given["type"] == "button":
        replies = [each["reply"] for each in given["action"]["buttons"]]
        titles = [reply["title"] for reply in replies]
        is_right = 1 <= len(replies) <= 3 and len(set(titles)) == len(titles)
        rows, longest = replies, 20
    else:
        rows = [row for section in given["action"]["sections"] for row in section["rows"]]
        is_right = 1 <= len(rows) <= 10 and not _not_within(given["action"]["button"], 20)
        longest = 24
    ids = [row["id"] for row in rows]
    is_right = is_right and len(set(ids)) == len(ids)
    for row in rows:
        is_right = is_right and not _not_within(row["title"], longest)
        is_right = is_right and 0 < len(row["id"]) <= 256
        is_right = is_right and len(row.get("description", "")) <= 72
    return "" if is_right else f"choice {given}"


def _not_within(text: str, longest: int) -> str:
    return "" if len(text.strip()) > 0 and len(text) <= longest else f"text of {len(text)}"


def words_of(message: dict[str, Any]) -> str:
    """Return the words of a message that was sent."""
    if message["type"] == "text":
        return str(message["text"]["body"])
    if message["type"] == "interactive":
        return str(message["interactive"]["body"]["text"])
    return str(message.get(message["type"], {}).get("caption", ""))


def choices_of(message: dict[str, Any]) -> dict[str, str]:
    """Return what a message offers: title to id."""
    given = message.get("interactive", {"action": {}})
    action = given["action"]
    rows = [row for section in action.get("sections", ()) for row in section["rows"]]
    rows += [button["reply"] for button in action.get("buttons", ())]
    return {row["title"]: row["id"] for row in rows}


def _is_proved(path: str) -> bool:
    """Tell whether whoever asks has the secret of the token's app, where they say so."""
    given = parse_qs(urlparse(path).query).get("appsecret_proof")
    proof = hmac.new(SECRET.encode(), TOKEN.encode(), hashlib.sha256).hexdigest()
    return given in (None, [proof])


def _json(handler: Any, status: int, body: Any) -> None:
    _answer(handler, status, json.dumps(body).encode(), "application/json")


def _answer(handler: Any, status: int, content: bytes, media_type: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", media_type)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


@contextmanager
def fake_graph() -> Iterator[FakeGraph]:
    """Run a fake for as long as it is needed."""
    graph = FakeGraph()
    try:
        yield graph
    finally:
        graph.close()
