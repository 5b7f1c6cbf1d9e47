extension UnseenCharacter {
    /// Whether the unseen character at `index` is how the text is written: a joiner inside a Persian or Sinhala word, the one that
    /// makes a family of four faces, the selector behind a heart.
    static func isNeeded(at index: Int, in text: [Unicode.Scalar]) -> Bool {
        guard index > 0 else { return false }
        let before = text[index - 1]
        let after = index + 1 < text.count ? text[index + 1] : nil
        switch text[index].value {
        case 0x200C: return joinsLetters(before, after)
        case 0x200D: return joinsLetters(before, after) || joinsEmoji(at: index, in: text)
        case 0xFE0E, 0xFE0F: return before.isASCII ? isKeycap(before, after) : before.properties.isEmoji
        case 0xFE00...0xFE0D, 0xE0100...0xE01EF: return before.properties.isIdeographic
        case 0x180B...0x180F: return (0x1820...0x18AF).contains(before.value)
        case 0xE0020...0xE007F: return isInFlag(at: index, in: text)
        default: return false
        }
    }

    /// After a virama, or between two letters of a script whose letters join (RFC 5892, appendix A.1 and A.2).
    private static func joinsLetters(_ before: Unicode.Scalar, _ after: Unicode.Scalar?) -> Bool {
        if before.properties.canonicalCombiningClass == .virama { return true }
        guard let after else { return false }
        return isOfJoiningScript(before) && isOfJoiningScript(after)
    }

    private static func isOfJoiningScript(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Arabic, Syriac, N'Ko, Mandaic; the scripts of India and Sri Lanka; Myanmar, Khmer, Mongolian; Arabic's compatible forms.
        case 0x0600...0x086F, 0x08A0...0x0DFF, 0x1000...0x109F, 0x1780...0x18AF, 0xFB50...0xFDFF, 0xFE70...0xFEFC:
            isLetterOrMark(scalar.properties.generalCategory)
        default: false
        }
    }

    private static func isLetterOrMark(_ category: Unicode.GeneralCategory) -> Bool {
        switch category {
        case .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark: true
        default: false
        }
    }

    private static func joinsEmoji(at index: Int, in text: [Unicode.Scalar]) -> Bool {
        let earlier = text[..<index].last { $0.value != 0xFE0F }
        guard let earlier, index + 1 < text.count else { return false }
        return [earlier, text[index + 1]].allSatisfy { !$0.isASCII && $0.properties.isEmoji }
    }

    private static func isKeycap(_ digit: Unicode.Scalar, _ after: Unicode.Scalar?) -> Bool {
        digit.properties.isEmoji && after?.value == 0x20E3
    }

    /// England, Scotland, Wales: a black flag and up to six letters, ended by the seventh (UTS #51).
    private static func isInFlag(at index: Int, in text: [Unicode.Scalar]) -> Bool {
        let flag = text[max(0, index - 7)..<index].last { !(0xE0020...0xE007F).contains($0.value) }
        return flag?.value == 0x1F3F4
    }
}
