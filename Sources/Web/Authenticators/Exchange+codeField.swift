import Domain
import Flows

extension Exchange {
    /// What is wrong with the code. The code itself is never sent back.
    func codeField(_ refusal: CodeRefusal) -> Field {
        Field(error: text(Message(refusal)))
    }
}
