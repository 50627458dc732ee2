"""The mechanism of the one door: events, rights, scope, sealing, hash chain, replay."""
