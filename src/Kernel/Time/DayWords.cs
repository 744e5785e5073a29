using System.Globalization;

namespace Qinglian.Kernel;

/// <summary>Days written out in both languages.</summary>
public static class DayWords
{
    extension(DateOnly day)
    {
        /// <summary>2026年3月5日, 5 March 2026.</summary>
        public Words InWords => new($"{day.Year}年{day.Month}月{day.Day}日", day.ToString("d MMMM yyyy", Cultures.English));

        /// <summary>The form in which days are stored and exchanged: 2026-03-05.</summary>
        public string Iso => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads 2026-03-05 and nothing else.</summary>
    public static bool TryParseIso(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
