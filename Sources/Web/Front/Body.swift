import HTTPTypes
import Hummingbird
import NIOCore

/// What is brought to an endpoint. What is not declared is not read.
enum Body: Hashable, Sendable {
    case none
    /// The fields of a form, `application/x-www-form-urlencoded`, in at most so many bytes.
    case form(limit: Int = 64 * 1024)
}

extension Body {
    /// The form that a request brings; empty where none is declared. What is too long is refused by the head, if that says so.
    func form(of request: Request) async throws -> Form {
        guard case .form(let limit) = self else { return .empty }
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard length <= limit else { throw Refusal.tooLarge }
        let bytes = try await bytes(of: request, limit: limit)
        guard bytes.readableBytes > 0 else { return .empty }
        let contentType = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard contentType == "application/x-www-form-urlencoded", let form = Form(parsing: bytes.readableBytesView)
        else { throw Refusal.malformed }
        return form
    }

    private func bytes(of request: Request, limit: Int) async throws -> ByteBuffer {
        do { return try await request.body.collect(upTo: limit) } catch is NIOTooManyBytesError {
            throw Refusal.tooLarge
        } catch {
            throw Refusal.malformed
        }
    }
}
