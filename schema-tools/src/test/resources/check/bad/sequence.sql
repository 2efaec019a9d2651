create sequence numbers; -- finds sequence
