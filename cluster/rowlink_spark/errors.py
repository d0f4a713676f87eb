"""What goes wrong in a way that a user can mend."""


class UserError(Exception):
    """One clear sentence for the person who started the command: what happened, why it may be, what to do now."""
