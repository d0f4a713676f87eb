"""What matching means, as the page defines it: plain Python and numpy, no Spark.

Tables, patterns and constants are generated out of the TypeScript core (``generated``); modules are named after what they define and say which
source they follow. Everything is a function of its arguments and can be sent to workers.
"""
