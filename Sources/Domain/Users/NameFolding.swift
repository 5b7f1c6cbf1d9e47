/// What is made of names for finding, sorting and comparing them (``UserName/key``, ``SearchWords``, ``LookAlike``) is kept with them.
public enum NameFolding {
    /// Raised with every change to what any of them makes of some text: what is kept is then made anew, once, at the next start.
    public static let version: Int64 = 1
}
