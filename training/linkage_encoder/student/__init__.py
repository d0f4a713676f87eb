"""The student: a few layers of the base model, trained to name the same thing alike."""
