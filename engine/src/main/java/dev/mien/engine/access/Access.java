package dev.mien.engine.access;

/** Where all is kept that says who may do what. */
public record Access(People people, SignIns signIns, Tokens tokens, Legs legs) {}
