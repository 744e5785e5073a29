#pragma warning disable RS0030 // Days of the holiday-cn format are joined to holidays here.
using System.Text.Json;

namespace Qinglian.Kernel;

/// <summary>Reads the years of one file and notes every row that cannot be used.</summary>
internal sealed class CalendarReader
{
    private readonly List<CalendarYear> _years = [];
    private readonly List<CalendarError> _errors = [];

    public CalendarFile Read(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
            Refuse(null, null, ("文件应为一个JSON对象。", "The file should be one JSON object."));
        else if (List(root, "years") is { } years)
            ReadOwn(root, years);
        else if (List(root, "days") is { } days)
            ReadHolidayCn(root, days);
        else
            Refuse(null, null, ("未找到年份：应有“years”列表，或holiday-cn格式的“days”列表。", "No years found: there should be a list 'years', or a list 'days' as in holiday-cn."));

        return new(_years, _errors);
    }

    private void ReadOwn(JsonElement root, JsonElement years)
    {
        if (Text(root, "format") is { } format && format != CalendarFile.Format)
        {
            Refuse(null, null, new Words("不认识的格式“{0}”，应为“{1}”。", "Unknown format '{0}', it should be '{1}'.").With(format, CalendarFile.Format));
            return;
        }

        var position = 0;
        foreach (var element in years.EnumerateArray())
        {
            position++;
            if (Number(element, "year") is not { } year)
            {
                Refuse(null, position, new Words("第{0}个年份缺少“year”。", "Year number {0} in the list has no 'year'.").With(position));
                continue;
            }

            var before = _errors.Count;
            var holidays = new List<Holiday>();
            var row = 0;
            foreach (var entry in Rows(element, "holidays", year))
            {
                row++;
                var name = Text(entry, "name")?.Trim();
                if (string.IsNullOrEmpty(name))
                    Refuse(year, row, new Words("{0}年第{1}个假期缺少名称。", "{0}, holiday {1}: the name is missing.").With($"{year}", row));
                else if (Day(Text(entry, "from"), year, row) is { } from && (Text(entry, "to") is { } end ? Day(end, year, row) : from) is { } to)
                    holidays.Add(new(Text(entry, "en") is { } en ? new(name, en) : HolidayNames.Of(name), from, to));
            }

            var worked = new List<DateOnly>();
            row = 0;
            foreach (var entry in Rows(element, "worked", year))
                if (Day(AsText(entry), year, ++row) is { } day) worked.Add(day);

            var notices = Rows(element, "notices", year).Select(n => new CalendarSource(Text(n, "number"), Text(n, "address"))).ToList();
            Take(new(year, holidays, worked, notices), before);
        }
    }

    private void ReadHolidayCn(JsonElement root, JsonElement days)
    {
        if (Number(root, "year") is not { } year)
        {
            Refuse(null, null, ("文件缺少“year”。", "The file has no 'year'."));
            return;
        }

        var before = _errors.Count;
        var off = new List<Holiday>();
        var worked = new List<DateOnly>();
        var row = 0;
        foreach (var entry in days.EnumerateArray())
        {
            row++;
            var name = Text(entry, "name")?.Trim();
            if (string.IsNullOrEmpty(name))
                Refuse(year, row, new Words("{0}年第{1}行缺少名称。", "{0}, row {1}: the name is missing.").With($"{year}", row));
            else if (Day(Text(entry, "date"), year, row) is { } day)
            {
                if (Member(entry, "isOffDay") is not { ValueKind: JsonValueKind.True or JsonValueKind.False } isOff)
                    Refuse(year, row, new Words("{0}年第{1}行未说明是否放假（isOffDay）。", "{0}, row {1}: it does not say whether the day is off (isOffDay).").With($"{year}", row));
                else if (isOff.GetBoolean())
                    off.Add(new(HolidayNames.Of(name), day, day));
                else
                    worked.Add(day);
            }
        }

        Take(new(year, Join(off), worked, [.. Rows(root, "papers", year).Select(p => new CalendarSource(null, AsText(p)))]), before);
    }

    private static List<Holiday> Join(List<Holiday> days)
    {
        var joined = new List<Holiday>();
        foreach (var day in days.OrderBy(d => d.From))
        {
            if (joined is [.., var last] && last.Name == day.Name && last.To.AddDays(1) == day.From)
                joined[^1] = last with { To = day.To };
            else
                joined.Add(day);
        }

        return joined;
    }

    private void Take(CalendarYear year, int errorsBefore)
    {
        if (_errors.Count > errorsBefore) return;

        foreach (var fault in year.Faults())
            Refuse(year.Year, null, new($"{year.Year}年：{fault.Zh}", $"{year.Year}: {fault.En}"));
        if (_years.Exists(y => y.Year == year.Year))
            Refuse(year.Year, null, new($"{year.Year}年在文件中重复出现。", $"The year {year.Year} stands twice in the file."));
        if (_errors.Count == errorsBefore)
            _years.Add(year);
    }

    private DateOnly? Day(string? text, int year, int row)
    {
        if (DayWords.TryParseIso(text, out var day)) return day;

        Refuse(year, row, text is null
            ? new Words("{0}年第{1}行缺少日期。", "{0}, row {1}: the date is missing.").With($"{year}", row)
            : new Words("{0}年第{1}行：“{2}”不是有效日期，应如2026-02-15。", "{0}, row {1}: '{2}' is not a date such as 2026-02-15.").With($"{year}", row, text));
        return null;
    }

    private IEnumerable<JsonElement> Rows(JsonElement element, string name, int year)
    {
        if (Member(element, name) is not { } member || member.ValueKind is JsonValueKind.Null) return [];
        if (member.ValueKind is JsonValueKind.Array) return member.EnumerateArray();

        Refuse(year, null, new Words("{0}年的“{1}”应为列表。", "{0}: '{1}' should be a list.").With($"{year}", name));
        return [];
    }

    private void Refuse(int? year, int? row, Words words) => _errors.Add(new(year, row, words));

    private static JsonElement? List(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } list ? list : null;

    private static int? Number(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;

    private static string? Text(JsonElement element, string name) => Member(element, name) is { } member ? AsText(member) : null;

    /// <summary>What is not a text is kept as it was written, so that the error can name it.</summary>
    private static string? AsText(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Null => null,
        _ => element.GetRawText(),
    };

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
}
