"""How good vectors are at record linkage: tasks, rates with their intervals, languages, and the study behind the shipped model."""
