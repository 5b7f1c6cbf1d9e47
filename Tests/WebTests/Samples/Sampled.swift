@testable import Web

/// A page with realistic values, at least one for every branch of its template: each of them is drawn in every language.
protocol Sampled: Page {
    static var samples: [Self] { get }
}
