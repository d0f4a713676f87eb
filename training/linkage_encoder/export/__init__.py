"""From trained weights to the folder of a model that Rowlink loads."""
