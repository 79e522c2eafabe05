import CommunityRules
import NoteModel
import Storage

extension Site {
  /// Deletes a note of the caller's own, live or test. It still counts for limits and admission.
  ///
  /// - Throws: `WriterRefusal`; the same for notes that are not there and notes of others.
  public func deleteWritten(_ caller: ProgramCaller, _ text: String) async throws {
    let now = self.now
    try await store.write { store in
      let writer = try store.writer(caller, for: .deleteNote).contributor.id
      let id: NoteID
      switch IDText<NoteID>(text) {
      case .malformed: throw WriterRefusal.malformedNoteID(String(text.prefix(100)))
      case .unassigned: throw WriterRefusal.noNote(text)
      case .id(let known): id = known
      }
      if let note = try store.testNote(id), note.writer == writer, note.deletedAt == nil {
        try store.deleteTestNote(id, at: now)
      } else if let note = try store.note(id), note.author == writer, note.isPresent {
        try store.deleteNote(id, at: now)
      } else {
        throw WriterRefusal.noNote(text)
      }
    }
  }
}
