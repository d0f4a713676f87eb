"""The instant tier: one vector for each piece of text, added up. Made of what a student gives each piece alone, then trained on pairs."""
