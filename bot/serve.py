"""Launches the chat process: Rasa's agent, our doors and the actions, all in one process.

The order matters: logging is set before Rasa is loaded (a bare agent prints customers' words),
and TensorFlow is shut out before anything can import it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import tempfile
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bot.logs import set_up_logs

set_up_logs()

from bot.nlu.light_rasa import lighten_rasa  # noqa: E402 -- See above.

lighten_rasa()

import rasa.core.actions.action  # noqa: E402
from jsonschema import Draft7Validator  # noqa: E402
from rasa.core.agent import Agent  # noqa: E402
from rasa.core.tracker_store import TrackerStore  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402
from rasa.utils.endpoints import EndpointConfig  # noqa: E402
from rasa_sdk.executor import ActionExecutor  # noqa: E402
from sanic import Sanic, response  # noqa: E402
from sanic.request import Request  # noqa: E402
from sanic.response import HTTPResponse  # noqa: E402

from bot.app import App, build  # noqa: E402
from bot.cases.case import DeliveryState  # noqa: E402
from bot.cases.database import Database  # noqa: E402
from bot.cases.inbox import Inbound  # noqa: E402
from bot.cases.whatsapp_senders import CHANNEL as WHATSAPP  # noqa: E402
from bot.channels import demo_page, plain_page, rest  # noqa: E402
from bot.channels.door import Door  # noqa: E402
from bot.channels.whatsapp import connect_whatsapp, emails_as_files  # noqa: E402
from bot.channels.widget import CHANNEL as WEB  # noqa: E402
from bot.channels.widget import Widget  # noqa: E402
from bot.channels.widget_pages import widget_pages  # noqa: E402
from bot.errors import RefundsError  # noqa: E402
from bot.settings import read_settings  # noqa: E402
from bot.understand import prepare  # noqa: E402

log = logging.getLogger(__name__)

#: How often the policies' files are looked at for changes, in seconds.
LOOK_SECONDS = 2.0
#: What becomes, on each channel, of words that a process which died had begun to send. A chat on
#: a website shows what comes twice once, so there it is safe to send them again.
INTERRUPTED: dict[str, DeliveryState] = {
    rest.CHANNEL: "uncertain",
    plain_page.CHANNEL: "uncertain",
    WEB: "pending",
    # A status of WhatsApp settles it, or staff do.
    WHATSAPP: "uncertain",
}
#: How often unanswered messages are looked for, in seconds.
COME_BACK_SECONDS = 15.0


class ActionsInProcess(EndpointConfig):
    """Runs the custom actions here instead of asking an action server."""

    def __init__(self) -> None:
        super().__init__(url="")
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, **call: Any) -> Any:
        """Run the action that Rasa asks for; what it raises, this raises."""
        return await self._executor.run(call["json"])

    @property
    def kwargs(self) -> dict[str, Any]:
        """Tell Rasa not to send its whole domain with every action."""
        return {"enable_selective_domain": True}

    @kwargs.setter
    def kwargs(self, value: dict[str, Any]) -> None:
        """Rasa's own settings have no meaning here."""


class ForgetfulTrackerStore(TrackerStore):
    """Keeps nothing between turns: the case does. A turn then costs the same on every day."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep nothing."""

    async def retrieve(self, sender_id: str) -> None:
        """Know nobody."""

    async def keys(self) -> list[str]:
        """List nobody."""
        return []


def load_agent(model: Path) -> Agent:
    """Load Rasa's agent with its actions in this process.

    Args:
        model: the folder of trained models, of which the newest is taken.
    """
    _compile_action_schema()
    prepare()
    return Agent.load(
        model_path=str(model),
        tracker_store=ForgetfulTrackerStore(None),
        action_endpoint=ActionsInProcess(),
    )


def _compile_action_schema() -> None:
    """Compile Rasa's check of an action's result once; it would do so in every turn."""
    remote = rasa.core.actions.action.RemoteAction
    validator = Draft7Validator(remote.action_response_format_spec())

    def is_valid(self: Any, result: dict[str, Any]) -> bool:  # noqa: ARG001 -- A method of Rasa's.
        validator.validate(result)
        return True

    remote._validate_action_result = is_valid


async def check_itself(app: App, agent: Agent) -> None:
    """Answer a real message in a database of its own that is thrown away.

    Raises:
        RuntimeError: no answer came.
    """
    with tempfile.TemporaryDirectory() as folder:
        scratch = replace(app, database=Database(f"sqlite:///{folder}/check.db"))
        scratch.database.migrate()
        door = Door(scratch, agent)
        await door.receive(Inbound("check", "check", "hello", datetime.now(timezone.utc)))
        words = await door.conversation("check", "check")
        scratch.database.close()
    if all(message.author != "bot" for message in words):
        raise RuntimeError("The assistant gave no answer to its own first message.")


def chat(app: App, agent: Agent) -> Sanic:
    """Build the web application of the chat process: our doors, and nothing of Rasa's."""
    web = Sanic("refunds-chat", configure_logging=False)
    door = Door(app, agent, {WHATSAPP: emails_as_files(app)})
    web.ctx.ready = False
    companies = sorted(app.book.merchants.values(), key=lambda merchant: merchant.name)
    web.config.PROXIES_COUNT = app.settings.proxies or None
    widget = Widget(app, door)
    widget.attach(web)
    web.blueprint(widget_pages(app))
    web.blueprint(plain_page.plain_page(door, companies))
    web.blueprint(demo_page.demo_page(app))
    whatsapp = connect_whatsapp(app, door, web)
    if not app.settings.production:
        web.blueprint(rest.rest_door(door, sorted(app.book.merchants)))

    @web.get("/health")
    async def health(request: Request) -> HTTPResponse:
        ready = request.app.ctx.ready
        return response.json({"ready": ready}, status=200 if ready else 503)

    @web.listener("after_server_start")
    async def get_ready(web: Sanic, _: asyncio.AbstractEventLoop) -> None:
        await check_itself(app, agent)
        answered = await door.finish_interrupted(INTERRUPTED)
        if answered:
            log.info("answered %s messages that an earlier process had left", answered)
        web.ctx.ready = True
        web.ctx.chores = [
            asyncio.create_task(chore)
            for chore in (
                _keep_policies_new(app),
                _leave_nothing_unanswered(door),
                widget.post.keep_posting(),
                *(whatsapp.chores() if whatsapp else ()),
            )
        ]
        log.info("answering on port %s", app.settings.bot_port)

    @web.listener("before_server_stop")
    async def stop_chores(web: Sanic, _: asyncio.AbstractEventLoop) -> None:
        chores = getattr(web.ctx, "chores", [])
        for chore in chores:
            chore.cancel()
        await asyncio.gather(*chores, return_exceptions=True)

    return web


async def _leave_nothing_unanswered(door: Door) -> None:
    """Come back to messages whose answer failed, such as while the database was locked."""
    while True:
        await asyncio.sleep(COME_BACK_SECONDS)
        try:
            await door.finish_interrupted({})
        except Exception:
            log.exception("unanswered messages cannot be looked for now")


async def _keep_policies_new(app: App) -> None:
    """Look every few seconds whether somebody changed a policy."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        await asyncio.to_thread(app.policies.look)


def main() -> int:
    """Serve the chat until it is told to stop."""
    try:
        app = build(read_settings())
    except RefundsError as error:
        print(error, file=sys.stderr)  # noqa: T201 -- The one line that says what to do.
        return 2
    agent = load_agent(app.settings.model)
    chat(app, agent).run(
        host=app.settings.host,
        port=app.settings.bot_port,
        access_log=False,
        debug=False,
        motd=False,
    )
    return 0


if __name__ == "__main__":
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    sys.exit(main())
