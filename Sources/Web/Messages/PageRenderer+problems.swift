import Domain

extension PageRenderer {
    /// What is wrong with an application, a sentence for each problem, in the order of the fields.
    public func sentences(
        about problems: ApplicationProblems, in language: Language = .english
    ) -> [(field: ApplicationField, sentence: String)] {
        ApplicationField.allCases.flatMap { field in
            problems[field].map { (field, text(Message($0), in: language)) }
        }
    }
}
