"""A shop that embeds the chat: one page on another origin, under a strict CSP without exceptions.

The CSP is the site's own `default-src 'self'`, with the chat's origin added where the how-to says
so: script, connect and img. Nothing inline is allowed.
"""

from __future__ import annotations

import threading
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PAGE = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>A shop</title>
  <link rel="icon" href="/icon.svg">
  <script src="{chat}/chat.js" data-merchant="{merchant}"{identity} defer></script>
</head>
<body>
  <main>
    <h1>A shop</h1>
    <p>Words of the shop.</p>
    <label>Search <input type="search" name="q"></label>
    <noscript><a href="{chat}/plain?merchant={merchant}">Chat without JavaScript</a></noscript>
  </main>
</body>
</html>
"""
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1H0z"/></svg>'


class Shop:
    """Serves the shop's page at `url`; which chat it embeds is told by `page_of`."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def page_of(self, chat: str, merchant: str = "iprog", identity: str | None = None) -> str:
        """Return the address of the page with the tag.

        Args:
            chat: the chat's origin, such as "http://127.0.0.1:5005".
            merchant: for `data-merchant`.
            identity: for `data-identity`; without it the tag has none.
        """
        token = f"&identity={identity}" if identity else ""
        return f"{self.origin}/?chat={chat}&merchant={merchant}{token}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/icon.svg":
            self._answer(ICON, "image/svg+xml", "")
            return
        asked = {name: escape(values[0]) for name, values in parse_qs(parts.query).items()}
        identity = f' data-identity="{asked["identity"]}"' if "identity" in asked else ""
        page = PAGE.format(chat=asked["chat"], merchant=asked["merchant"], identity=identity)
        self._answer(page, "text/html; charset=utf-8", asked["chat"])

    def _answer(self, text: str, content_type: str, chat: str) -> None:
        body = text.encode()
        sockets = chat.replace("http", "ws", 1)
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header(
            "Content-Security-Policy",
            f"default-src 'self'; script-src 'self' {chat}; "
            f"connect-src 'self' {chat} {sockets}; img-src 'self' {chat}",
        )
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- Its own name.
        """Say nothing."""
