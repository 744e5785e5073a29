using Npgsql;
using Qinglian.Data.Server;

namespace Qinglian.Application.Demo;

/// <summary>
/// Clears away a demonstration county whose loading was cut short. Half a story cannot be taken up again, and nothing else can be in the
/// database: the load begins only where there is nothing, and pages open only after its end.
/// </summary>
internal static class DemoReset
{
    /// <returns>True where there was one; the schema has then to be made again.</returns>
    public static async Task<bool> RemoveUnfinishedAsync(NpgsqlDataSource owner, DataFolder folder, CancellationToken cancel)
    {
        if (!await DemoCounty.IsUnfinishedAsync(owner, cancel)) return false;

        await using var command = owner.CreateCommand("drop schema public cascade; create schema public");
        await command.ExecuteNonQueryAsync(cancel);
        if (Directory.Exists(folder.Attachments))
        {
            foreach (var part in Directory.EnumerateDirectories(folder.Attachments)) Directory.Delete(part, recursive: true);
        }

        return true;
    }
}
