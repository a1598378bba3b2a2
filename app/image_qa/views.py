"""The pages beside the conversation, from left to right."""

from app.chat.views import View

VIEWS: tuple[View, ...] = ()
