/// A fault that has a code which may stand in the log: it names the kind of fault and holds no values.
public protocol KnownFault: Error {
    var code: String { get }
}

/// *Could not*: the third answer beside right and wrong. Nothing was judged, so nothing may be charged or acknowledged for it: the
/// answer is 503, and the log says why.
public protocol CouldNot: KnownFault {}
