from hypothesis import settings

# Properties are about what is read, not how fast on a busy machine; speed has tests of its own.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
