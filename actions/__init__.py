"""Rasa's custom actions, one thin file each: give the turn to one verb of bot/triage."""
