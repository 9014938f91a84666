package dev.mien.engine.workspace;

class InMemoryAuditTest extends AuditContract {
  @Override
  protected Audit open() {
    return new InMemoryAudit();
  }
}
