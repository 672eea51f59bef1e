"""What tests share: builders of snapshots, change sets, assessments and real repositories."""
