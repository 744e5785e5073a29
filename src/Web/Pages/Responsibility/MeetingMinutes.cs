using Qinglian.Documents.Word;
using Qinglian.Kernel;
using Qinglian.Responsibilities.Meetings;
using Qinglian.Web.Components;
using Heading = Qinglian.Documents.Word.Heading;

namespace Qinglian.Web.Pages;

/// <summary>The minutes in the layout of GB/T 9704-2012: who met, how the last items stand, what was found and set.</summary>
internal sealed class MeetingMinutes(Meeting meeting, Writer write, PageContext p)
{
    public OfficialDocument Write()
    {
        var body = new List<Block>
        {
            new Paragraph(p[
                $"{(meeting.On is { } on ? p.Date(on) : "")}，{write.Unit(meeting.Unit)}召开{meeting.Period.Words.Zh}全面从严治党专题会议。现将会议情况纪要如下。",
                $"On {(meeting.On is { } day ? p.Date(day) : "")} {write.Unit(meeting.Unit)} held the meeting of the {meeting.Period.Words.En} devoted to strict governance of the party."]),
            new Heading(1, p["出席情况", "Present"]),
            new Paragraph($"{p["主持人：", "Chair: "]}{(meeting.Chair is { } chair ? write.Person(chair) : "")}\n{p["出席：", "Present: "]}{write.Value(meeting.Present)}"),
            new Heading(1, p["上次会议事项办理情况", "Items of the last meeting"]),
            new Paragraph(meeting.LastItems is { Length: > 0 } last ? last : p["此前没有登记过专题会议事项。", "No earlier meeting left any item."]),
            new Heading(1, p["会议情况", "What was discussed"]),
            new Paragraph(meeting.Summary ?? ""),
        };
        if (meeting.Problems.Count > 0)
        {
            body.Add(new Heading(1, p["查找的问题和对策", "Problems and countermeasures"]));
            body.Add(new Table([p["问题", "Problem"], p["原因", "Cause"], p["对策", "Countermeasure"], p["责任人", "Owner"], p["期限", "Due"]],
                [.. meeting.Problems.Select(x => (IReadOnlyList<string>)[x.Problem, x.Cause, x.Countermeasure, $"{write.Unit(x.Unit)} {write.Person(x.Owner)}", p.ShortDate(x.Due)])], Widths: [3, 3, 3, 2, 2]));
        }

        if (meeting.Tasks.Count > 0)
        {
            body.Add(new Heading(1, p["下一步任务", "Tasks for the next half-year"]));
            body.Add(new Table([p["任务", "Task"], p["责任单位", "Unit"], p["责任人", "Owner"], p["期限", "Due"]],
                [.. meeting.Tasks.Select(t => (IReadOnlyList<string>)[t.Task, write.Unit(t.Unit), t.Owner is { } owner ? write.Person(owner) : "", p.ShortDate(t.Due)])], Widths: [4, 2, 2, 2]));
        }

        return new(p[$"{write.Unit(meeting.Unit)}{meeting.Period.Words.Zh}全面从严治党专题会议纪要", $"{write.Unit(meeting.Unit)}: minutes of the meeting of the {meeting.Period.Words.En}"], body)
        {
            Number = meeting.Number,
            Signatory = write.Unit(meeting.Unit),
            Date = meeting.On ?? p.Today,
            Note = meeting.State is MeetingState.Closed ? null : p["纪要未定稿", "not settled yet"],
        };
    }
}
