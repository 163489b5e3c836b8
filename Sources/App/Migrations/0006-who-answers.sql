-- Who answers for an assignment now is asked by every desk: the heir, or the body itself.
CREATE INDEX assignments_by_who_answers ON assignments (COALESCE(holder_id, body_id), due_on);
