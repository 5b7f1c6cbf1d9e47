/// The rows and columns along which fingers run, on the English and the Hungarian keyboard.
enum KeyboardRows {
    /// Lower case, from left to right and from top to bottom, and each the other way.
    static let all: [[Unicode.Scalar]] = (rows + columns).map { Array($0.unicodeScalars) }.flatMap {
        [$0, $0.reversed()]
    }

    private static let rows = [
        "`1234567890-=", "~!@#$%^&*()_+", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./",
        "0123456789öüó", "§'\"+!%/=()", "qwertzuiopőú", "asdfghjkléáű", "íyxcvbnm,.-",
    ]

    private static let columns = [
        "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/",
        "1qay", "6zhn", "9ol", "0pé-",
    ]
}
