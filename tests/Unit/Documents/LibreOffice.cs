using System.Diagnostics;

namespace Qinglian.Tests.Unit.Documents;

/// <summary>The office programs that open what we write; tests that need one are skipped where it is not installed.</summary>
internal static class LibreOffice
{
    private static readonly Lock OneAtATime = new();

    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>The file converted, for example to "pdf" or "csv:Text - txt - csv (StarCalc):44,34,76".</summary>
    public static byte[] Convert(byte[] file, string from, string to)
    {
        var soffice = Find("soffice");
        Assert.SkipUnless(soffice is not null, "LibreOffice is not installed.");
        var folder = Directory.CreateTempSubdirectory("documents-");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, $"in.{from}"), file);
            lock (OneAtATime)
            {
                Run(soffice!, $"-env:UserInstallation=file://{folder.FullName}/profile", "--headless", "--convert-to", to, "--outdir", Path.Combine(folder.FullName, "out"), Path.Combine(folder.FullName, $"in.{from}"));
            }
            return File.ReadAllBytes(Path.Combine(folder.FullName, "out", $"in.{to.Split(':')[0]}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What a program prints about a file.</summary>
    public static string Ask(string program, byte[] file, params string[] arguments)
    {
        var path = Find(program);
        Assert.SkipUnless(path is not null, $"{program} is not installed.");
        var name = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(name, file);
            return Run(path!, [.. arguments.Select(argument => argument == "{}" ? name : argument)]);
        }
        finally
        {
            File.Delete(name);
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), $"{program} did not come to an end.");
        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }
}
