namespace Qinglian.Kernel;

/// <summary>The published years that come with the program; their sources stand in Holidays/README.md.</summary>
internal static class BundledYears
{
    public static readonly WorkingCalendar Calendar = Load();

    private static WorkingCalendar Load()
    {
        using var stream = typeof(BundledYears).Assembly.GetManifestResourceStream("Holidays/china.json")
            ?? throw new InvalidOperationException("The bundled holidays are missing from the assembly.");
        using var reader = new StreamReader(stream);
        var file = CalendarFile.Parse(reader.ReadToEnd());
        return file.Errors is [var error, ..] ? throw new InvalidOperationException(error.Words.En) : new(file.Years);
    }
}
