"""Rasa components: thin shells around `bot/understand` and the sentence embedding."""
