"""What a run leaves behind: tables, a report, a project file for the page."""
