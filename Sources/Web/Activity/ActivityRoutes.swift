import Domain
import Flows
import HTTPTypes

extension Endpoint {
    static let activityEndpoints: [Endpoint] = [
        .signedIn(.get, .activity, right: .viewActivity) { exchange, _ in
            let filter = ActivityFilter(exchange.query)
            guard let query = filter.query else {
                return exchange.render(
                    exchange.activityPage(filter, [], hasOlder: false, problem: "activity.filterUnreadable"),
                    status: .badRequest)
            }
            let found = try await exchange.gatehouse.activity(query, by: exchange.caller)
            return exchange.render(
                exchange.activityPage(filter, found.entries, hasOlder: found.hasOlder))
        }
    ]
}

/// The columns of the activity log. The raw value names them in the query and in the catalogues.
private enum Column: String, CaseIterable {
    case id, time, interface, action, user, address, record, methods, note

    /// Shown unless chosen otherwise.
    static let usual: [Column] = [.time, .interface, .action, .user, .address, .methods, .note]
}

/// What the filter's form sent. A filter is honoured or refused, never ignored.
private struct ActivityFilter {
    var user, action, from, until, before: String
    var columns: [Column]

    init(_ form: Form) {
        user = form["user"] ?? ""
        action = form["action"] ?? ""
        from = (form["from"] ?? "").trimmingUnseen
        until = (form["until"] ?? "").trimmingUnseen
        before = form["before"] ?? ""
        let chosen = Column.allCases.filter { form.all("column").contains($0.rawValue) }
        columns = chosen.isEmpty ? Column.usual : chosen
    }

    /// Nil when something was sent that cannot be read.
    var query: ActivityQuery? {
        var query = ActivityQuery()
        query.user = UserName(sought: user)
        query.action = Action(rawValue: action)
        query.from = TypedTime(from)?.start
        query.until = TypedTime(until)?.end
        query.before = ActivityID(before)
        let isRead =
            (user.isEmpty || query.user != nil) && (action.isEmpty || query.action != nil)
            && (from.isEmpty || query.from != nil) && (until.isEmpty || query.until != nil)
            && (before.isEmpty || query.before != nil)
        return isRead ? query : nil
    }

    func path(before: ActivityID?) -> String {
        let path = Route.activity.path(query: [
            "user": user, "action": action, "from": from, "until": until, "before": before?.text ?? "",
        ])
        guard columns != Column.usual else { return path }
        let chosen = columns.map { "column=\($0.rawValue)" }.joined(separator: "&")
        return path + (path.contains("?") ? "&" : "?") + chosen
    }
}

extension Exchange {
    fileprivate func activityPage(
        _ filter: ActivityFilter, _ entries: [LoggedActivity], hasOlder: Bool,
        problem: Message? = nil
    ) -> ActivityPage {
        let headings = filter.columns.map { text(Message("activity.column.\($0.rawValue)")) }
        return ActivityPage(
            frame: frame("activity.title"), user: filter.user, actions: actionChoices(filter),
            from: TypedTime(filter.from) == nil ? "" : filter.from,
            until: TypedTime(filter.until) == nil ? "" : filter.until,
            columns: Column.allCases.map { column in
                ColumnChoice(
                    name: column.rawValue, label: text(Message("activity.column.\(column.rawValue)")),
                    isShown: filter.columns.contains(column))
            },
            headings: headings,
            entries: entries.map { entry in
                ActivityRow(
                    cells: zip(filter.columns, headings).map { column, heading in
                        cell(of: entry, column, heading)
                    })
            },
            older: hasOlder ? entries.last.map { filter.path(before: $0.id) } : nil,
            newest: filter.before.isEmpty ? nil : filter.path(before: nil), problem: problem.map(text))
    }

    private func actionChoices(_ filter: ActivityFilter) -> [Choice] {
        Action.allCases.map {
            Choice(
                value: $0.rawValue, label: text(Message("action.\($0.rawValue)")),
                isChosen: $0.rawValue == filter.action)
        }
    }

    private func cell(of entry: LoggedActivity, _ column: Column, _ heading: String)
        -> ActivityCell
    {
        var cell = ActivityCell(column: column.rawValue, heading: heading)
        switch column {
        case .id: cell.parts = [entry.action.text(\.rawValue)]
        case .time: cell.time = time(entry.at)
        case .interface: cell.parts = [entry.interface.text { text(Message("activity.interface.\($0.rawValue)")) }]
        case .action: cell.parts = [entry.action.text { text(Message("action.\($0.rawValue)")) }]
        case .user: cell.parts = [entry.userName]
        case .address: cell.parts = entry.address.breaking(after: ":")
        case .record: cell.parts = [entry.record]
        case .methods:
            cell.parts = [
                entry.methods.text { $0.names.map { text(Message("method.\($0)")) }.joined(separator: ", ") }
            ]
        case .note: cell.parts = [note(of: entry)]
        }
        cell.parts.removeAll(where: \.isEmpty)
        return cell
    }

    private func time(_ time: Timestamp) -> ActivityTime {
        ActivityTime(
            iso: moment(time).iso, day: Moment.day(time, language), clock: Moment.exactClock(time))
    }

    private func note(of entry: LoggedActivity) -> String {
        (clockMark(entry.at) + [plainNote(of: entry)]).filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func plainNote(of entry: LoggedActivity) -> String {
        let repeated = entry.repetition.map { repetition in
            Message(
                "activity.repeated",
                [
                    "count": "\(repetition.count)", "from": Moment.clock(repetition.from),
                    "until": Moment.clock(repetition.until),
                ])
        }
        let messages = entry.details.flatMap(\.messages) + [repeated].compactMap(\.self)
        return messages.map { text($0) }.joined(separator: ", ")
    }
}
