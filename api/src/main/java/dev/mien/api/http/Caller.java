package dev.mien.api.http;

import dev.mien.engine.privacy.GlobalPrivacyControl;
import dev.mien.engine.session.Site;

/** What the head of a request says of who sends it. */
public record Caller(Site site, GlobalPrivacyControl gpc) {}
