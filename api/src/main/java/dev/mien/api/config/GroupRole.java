package dev.mien.api.config;

import dev.mien.engine.access.Role;

/** The role that whoever is in a group has; the group is one of an OpenID provider. */
public record GroupRole(String group, Role role) {}
